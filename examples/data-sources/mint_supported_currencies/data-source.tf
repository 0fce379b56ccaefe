data "mint_supported_currencies" "example" {}

output "default_limits" {
  description = "Default credit limit by currency."
  value = {
    for currency in data.mint_supported_currencies.example.supported_currencies :
    currency.code => currency.credit_limit
  }
}
