# A revenue share, in the organization's own currency: developers get a fifth of the net
# price of what they sell, and a quarter from 10000 dollars a month on.
resource "mint_rate_plan" "revenue_share" {
  monetization_package_id = "messaging_package"
  name                    = "Share"
  display_name            = "Revenue share"
  currency                = "USD"
  start_date              = "2027-01-01"

  rate_plan_details = [{
    type          = "REVSHARE"
    metering_type = "VOLUME"
    revenue_type  = "NET"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { type = "REVSHARE", start_unit = 0, end_unit = 10000, revshare = "20" },
      { type = "REVSHARE", start_unit = 10000, revshare = "25" },
    ]
  }]
}
