variable "prices" {
  type = list(object({ up_to = optional(number), rate = string }))
  default = [
    { up_to = 1000, rate = "0.05" },
    { up_to = 10000, rate = "0.025" },
    { rate = "0.0125" },
  ]
}

resource "mint_rate_plan" "banded" {
  monetization_package_id = "messaging_package"
  name                    = "Banded by a list"
  display_name            = "The more the cheaper"
  currency                = "USD"
  start_date              = "2027-01-01"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates         = provider::mint::bands(var.prices)
  }]
}
