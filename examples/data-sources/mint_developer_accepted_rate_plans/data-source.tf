data "mint_developer_accepted_rate_plans" "all" {
  developer_id = "dev@example.com"
}

output "since" {
  value = {
    for accepted in data.mint_developer_accepted_rate_plans.all.accepted_rate_plans :
    accepted.rate_plan.name => accepted.start_date
  }
}
