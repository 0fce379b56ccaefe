data "mint_supported_currency" "example" {
  code = "EUR"
}

output "default_limit" {
  value = data.mint_supported_currency.example.credit_limit
}
