# A flat rate: a fee each month, and the same price for every message.
resource "mint_rate_plan" "example" {
  monetization_package_id = "messaging_package"
  name                    = "Flat"
  display_name            = "Flat rate"
  description             = "Five cents a message, and ten dollars a month"
  currency                = "USD"
  start_date              = "2027-01-01"

  set_up_fee              = "20.00"
  recurring_fee           = "10.00"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"
  payment_due_days        = 30

  rate_plan_details = [{
    type  = "RATECARD"
    rates = [{ rate = "0.05" }]
  }]

  # A draft, which can still be changed. Publishing is final.
  published = false
}
