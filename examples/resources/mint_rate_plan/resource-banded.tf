# Bands: the price of a message falls with the number of messages in a month. Each band
# starts where the one before ends, and only the last has no end.
resource "mint_rate_plan" "banded" {
  monetization_package_id = "messaging_package"
  name                    = "Banded"
  display_name            = "The more the cheaper"
  currency                = "USD"
  start_date              = "2027-01-01"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { start_unit = 0, end_unit = 1000, rate = "0.05" },
      { start_unit = 1000, end_unit = 10000, rate = "0.025" },
      { start_unit = 10000, rate = "0.0125" },
    ]
  }]
}
