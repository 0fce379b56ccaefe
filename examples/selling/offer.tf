# What is sold. Nothing here costs anything, but publishing is final.
resource "mint_supported_currency" "pound" {
  code         = "GBP"
  display_name = "Pound"
  description  = "Pound sterling"
}

resource "mint_developer_category" "partners" {
  name        = "Selling Partners"
  description = "Developers with a contract"
}

resource "mint_monetization_package" "messages" {
  name         = "Selling Messages"
  display_name = "Messages and archive"
  description  = "Sends messages and keeps them"
  products     = var.products
  on_destroy   = "retain" # a package with a published plan cannot be deleted
}

resource "mint_terms_and_conditions" "first" {
  version    = "Selling 1"
  start_date = "2027-01-01"
  url        = "https://example.com/terms/1"
}

resource "mint_rate_plan" "messages" {
  monetization_package_id = mint_monetization_package.messages.id
  name                    = "Selling messages"
  display_name            = "Messages for partners"
  type                    = "DEVELOPER_CATEGORY"
  developer_category_id   = mint_developer_category.partners.id
  currency                = mint_supported_currency.pound.code
  start_date              = "2027-01-01"
  set_up_fee              = "20.00"
  recurring_fee           = "10.00"
  frequency_duration      = 1
  frequency_duration_type = "MONTH"
  advance                 = true
  published               = true

  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "UNIT"
    rates         = [{ rate = "0.05", start_unit = 0 }]
  }]

  depends_on = [mint_terms_and_conditions.first] # there have to be terms before a plan is published
}

output "first_invoice" {
  description = "What the purchase costs the developer at once."
  value       = provider::mint::fees(mint_rate_plan.messages).first_invoice
}
