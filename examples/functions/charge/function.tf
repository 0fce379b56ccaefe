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
    rates         = provider::mint::bands([{ up_to = 1000, rate = "0.05" }, { rate = "0.025" }])
  }]

  # A plan that makes a typical customer pay more is refused before it is created.
  lifecycle {
    postcondition {
      condition     = provider::mint::charge(self, 5000).total <= 150
      error_message = "5000 messages a month would cost ${provider::mint::charge(self, 5000).text} USD."
    }
  }
}

# 1000 x 0.05 + 4000 x 0.025 = 150
output "five_thousand_messages" {
  value = provider::mint::charge(mint_rate_plan.banded, 5000)
}

# A revenue share, and a price beside it: 200 x 0.1 to pay, and 20 % of 900 paid out.
output "price_and_share" {
  value = provider::mint::charge({
    rate_plan_details = [{
      type = "REVSHARE_RATECARD"
      rates = [
        { type = "RATECARD", rate = "0.1" },
        { type = "REVSHARE", revshare = "20" },
      ]
    }]
  }, { units = 200, revenue = 900 })
}
