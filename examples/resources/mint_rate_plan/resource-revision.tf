resource "mint_rate_plan" "first" {
  monetization_package_id = "messaging_package"
  name                    = "Basic"
  display_name            = "Basic"
  currency                = "USD"
  start_date              = "2027-01-01"
  published               = true

  rate_plan_details = [{
    type  = "RATECARD"
    rates = [{ rate = "0.05" }]
  }]
}

# A published plan cannot change. Its revision takes over with other prices: when it is
# published, the service ends the first plan at the revision's start.
resource "mint_rate_plan" "second" {
  monetization_package_id  = "messaging_package"
  parent_rate_plan_id      = mint_rate_plan.first.id
  name                     = "Basic 2028"
  display_name             = "Basic"
  currency                 = "USD"
  start_date               = "2028-01-01"
  keep_original_start_date = true
  published                = true

  rate_plan_details = [{
    type  = "RATECARD"
    rates = [{ rate = "0.055" }]
  }]
}
