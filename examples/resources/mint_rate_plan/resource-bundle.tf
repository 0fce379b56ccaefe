# Bundles: a thousand messages for 40 dollars, the next nine thousand for 200.
resource "mint_rate_plan" "bundle" {
  monetization_package_id = "messaging_package"
  name                    = "Bundle"
  display_name            = "Bundles of messages"
  currency                = "USD"
  start_date              = "2027-01-01"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "STAIR_STEP"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { start_unit = 0, end_unit = 1000, rate = "40" },
      { start_unit = 1000, end_unit = 10000, rate = "200" },
    ]
  }]
}
