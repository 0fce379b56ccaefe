resource "mint_rate_plan" "monthly" {
  monetization_package_id = "messaging_package"
  name                    = "Monthly"
  display_name            = "A fee each month"
  currency                = "USD"
  start_date              = "2027-01-01"

  set_up_fee              = "20.00"
  recurring_fee           = "10.00"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"
  advance                 = true
}

# 20 once and 10 ahead of the first month: first_invoice is 30.
output "fees" {
  value = provider::mint::fees(mint_rate_plan.monthly)
}
