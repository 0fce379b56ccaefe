# What a price change does to customers, in the plan of the pull request: the published plan is looked
# up, the new one is a draft, and an output holds both beside each other.

data "mint_rate_plan" "published" {
  monetization_package_id = "messaging_package"
  name                    = "Starter"
}

resource "mint_rate_plan" "next" {
  monetization_package_id = "messaging_package"
  name                    = "Starter 2028"
  display_name            = "Starter"
  currency                = "USD"
  start_date              = "2028-01-01"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates         = provider::mint::bands([{ up_to = 1000, rate = "0.055" }, { rate = "0.03" }])
  }]
}

output "charges" {
  description = "What customers pay for a month's messages, in USD, now and with the new plan."
  value = { for units in [100, 1000, 5000, 20000] : units => {
    now    = provider::mint::charge(data.mint_rate_plan.published, units).text
    then   = provider::mint::charge(mint_rate_plan.next, units).text
    change = provider::mint::charge(mint_rate_plan.next, units).total - provider::mint::charge(data.mint_rate_plan.published, units).total
  } }
}

# A warning, not a refusal: somebody has to look at it.
check "nobody_pays_more" {
  assert {
    condition = alltrue([for units in [1500, 5000, 20000] :
      provider::mint::charge(mint_rate_plan.next, units).total <= provider::mint::charge(data.mint_rate_plan.published, units).total
    ])
    error_message = "Some customers of 1500 messages or more would pay more than now."
  }
}
