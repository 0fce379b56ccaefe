# Ends what the developer has bought of plans that share a product; the plan lists it.
resource "mint_accepted_rate_plan" "example" {
  developer_id             = "customer@example.com"
  rate_plan_id             = "messaging_package_starter"
  start_date               = "2030-01-01"
  replace_conflicting      = true
  waive_termination_charge = true
}
