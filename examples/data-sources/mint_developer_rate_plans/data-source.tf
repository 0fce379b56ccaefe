data "mint_developer_rate_plans" "now" {
  developer_id = "dev@example.com"
}

output "usable" {
  value = data.mint_developer_rate_plans.now.rate_plans[*].id
}
