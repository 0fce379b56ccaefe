data "mint_developer_credit_limit" "example" {
  developer_id = "dev@example.com"
  currency     = "USD"
}

output "limit" {
  value = data.mint_developer_credit_limit.example.amount
}

output "used" {
  value = data.mint_developer_credit_limit.example.usage
}
