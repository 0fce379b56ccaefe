data "mint_rate_plan" "starter" {
  monetization_package_id = "messaging_package"
  name                    = "Starter"
}

# A draft on the same terms for the next year. The attributes are those of the resource.
resource "mint_rate_plan" "next" {
  monetization_package_id = data.mint_rate_plan.starter.monetization_package_id
  name                    = "Starter, next year"
  display_name            = data.mint_rate_plan.starter.display_name
  currency                = data.mint_rate_plan.starter.currency
  start_date              = "2028-01-01"
  rate_plan_details       = data.mint_rate_plan.starter.rate_plan_details
}
