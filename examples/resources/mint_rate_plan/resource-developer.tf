# A private plan for one developer: a fee only, from the day the plan starts.
resource "mint_rate_plan" "developer" {
  monetization_package_id = "messaging_package"
  name                    = "Special"
  display_name            = "For our first customer"
  currency                = "EUR"
  start_date              = "2027-01-15"
  end_date                = "2028-01-14"

  type         = "DEVELOPER"
  developer_id = "dev@example.com"
  private      = true

  recurring_fee           = "99.90"
  recurring_type          = "CUSTOM"
  frequency_duration      = 1
  frequency_duration_type = "QUARTER"
  contract_duration       = 1
  contract_duration_type  = "YEAR"
  early_termination_fee   = "50"
}
