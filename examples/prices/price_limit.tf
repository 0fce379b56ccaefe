# A plan may change as it likes, as long as what customers agreed to still holds. The postcondition is
# evaluated while planning: a pull request that breaks the agreement has no plan.

locals {
  # What customers of each kind use in a month, and what they must not pay more for.
  typical = {
    small  = { units = 200, at_most = 10 }
    medium = { units = 5000, at_most = 150 }
    large  = { units = 100000, at_most = 1500 }
  }
}

resource "mint_rate_plan" "messages" {
  monetization_package_id = "messaging_package"
  name                    = "Messages"
  display_name            = "The more the cheaper"
  currency                = "USD"
  start_date              = "2027-01-01"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates         = provider::mint::bands([{ up_to = 1000, rate = "0.05" }, { up_to = 10000, rate = "0.025" }, { rate = "0.0125" }])
  }]

  lifecycle {
    postcondition {
      condition = alltrue([for customer in local.typical : provider::mint::charge(self, customer.units).total <= customer.at_most])
      error_message = join("\n", [for name, customer in local.typical :
        "A ${name} customer would pay ${provider::mint::charge(self, customer.units).text} USD a month, and at most ${customer.at_most} is agreed."
        if provider::mint::charge(self, customer.units).total > customer.at_most
      ])
    }
  }
}
