import {
  to = mint_supported_currency.example
  id = "gbp"
}
