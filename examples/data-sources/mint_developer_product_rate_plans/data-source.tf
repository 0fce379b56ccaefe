data "mint_developer_product_rate_plans" "messaging" {
  developer_id = "dev@example.com"
  product_id   = "messaging"
}

output "governing" {
  value = data.mint_developer_product_rate_plans.messaging.rate_plans[*].name
}
