import {
  to = mint_supported_currency.example
  identity = {
    organization = "myorg"
    id           = "gbp"
  }
}
