# A draft for the developers of a category: every field can still change, and destroying it deletes
# it. published = true is final, also for the package.
resource "mint_rate_plan" "messages" {
  monetization_package_id = mint_monetization_package.messages.id
  name                    = "Quickstart messages"
  display_name            = "Messages, the more the cheaper"
  type                    = "DEVELOPER_CATEGORY"
  developer_category_id   = mint_developer_category.partners.id
  currency                = mint_supported_currency.pound.code
  start_date              = "2027-01-01"
  recurring_fee           = "10.00"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "VOLUME"
    duration      = 1
    duration_type = "MONTH"
    rates = [
      { start_unit = 0, end_unit = 1000, rate = "0.05" },
      { start_unit = 1000, rate = "0.0125" },
    ]
  }]
}

# Every plan of the package: drafts, private and expired ones too.
data "mint_rate_plans" "package" {
  monetization_package_id = mint_monetization_package.messages.id
  current                 = false
  show_private            = true

  depends_on = [mint_rate_plan.messages]
}

output "rate_plans" {
  description = "Display name by plan id."
  value       = { for plan in data.mint_rate_plans.package.rate_plans : plan.id => plan.display_name }
}
