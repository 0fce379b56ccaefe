# A price list as a module, with its prices as outputs. Its tests need no account and no service:
#
#   terraform test        (or tofu test)

terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

variable "first_thousand" {
  description = "Price of each of the first thousand messages of a month, in USD."
  type        = string
  default     = "0.05"
}

resource "mint_rate_plan" "messages" {
  monetization_package_id = "messaging_package"
  name                    = "Messages"
  display_name            = "The more the cheaper"
  currency                = "USD"
  start_date              = "2027-01-01"

  set_up_fee              = "20.00"
  recurring_fee           = "10.00"
  advance                 = true
  prorate                 = false
  recurring_type          = "CALENDAR"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"

  rate_plan_details = [{
    # Under mock_provider an argument that is left to its default is unknown, and so is every price
    # that depends on it. So type and metering_type are written, and bands writes those of the rates.
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates         = provider::mint::bands([{ up_to = 1000, rate = var.first_thousand }, { up_to = 100000, rate = "0.025" }])
  }]
}

output "charges" {
  description = "What a month of so many messages costs."
  value       = { for units in [0, 1000, 1001, 200000] : units => provider::mint::charge(mint_rate_plan.messages, units) }
}

output "fees" {
  value = provider::mint::fees(mint_rate_plan.messages)
}
