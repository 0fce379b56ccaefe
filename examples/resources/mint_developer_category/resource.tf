resource "mint_developer_category" "example" {
  name        = "Platinum"
  description = "Developers with a contract of their own"
}

# A rate plan for the developers of the category only.
resource "mint_rate_plan" "example" {
  monetization_package_id = "messaging_package"
  name                    = "Platinum"
  display_name            = "Platinum"
  type                    = "DEVELOPER_CATEGORY"
  developer_category_id   = mint_developer_category.example.id
  currency                = "USD"
  start_date              = "2030-01-01"
  set_up_fee              = "100.00"
}
