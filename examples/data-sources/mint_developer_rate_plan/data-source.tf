data "mint_developer_accepted_rate_plans" "all" {
  developer_id = "dev@example.com"
}

data "mint_developer_rate_plan" "first" {
  developer_id = "dev@example.com"
  id           = data.mint_developer_accepted_rate_plans.all.accepted_rate_plans[0].id
}

output "ends" {
  value = data.mint_developer_rate_plan.first.end_date
}
