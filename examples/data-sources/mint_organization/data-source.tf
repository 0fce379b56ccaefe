data "mint_organization" "example" {}

output "base_currency" {
  value = data.mint_organization.example.currency
}

output "bills_can_be_adjusted" {
  value = data.mint_organization.example.has_billing_adjustment
}
