# Freemium: the first hundred calls of messaging are free in the first month. Each product
# of the package has its own price.
resource "mint_rate_plan" "freemium" {
  monetization_package_id = "messaging_package"
  name                    = "Freemium"
  display_name            = "Try it first"
  currency                = "USD"
  start_date              = "2027-01-01"

  rate_plan_details = [
    {
      type                   = "RATECARD"
      product_id             = "messaging"
      freemium_unit          = 100
      freemium_duration      = 1
      freemium_duration_type = "MONTH"
      rates                  = [{ rate = "0.05" }]
    },
    {
      type       = "RATECARD"
      product_id = "archive"
      rates      = [{ rate = "0.01" }]
    },
  ]
}
