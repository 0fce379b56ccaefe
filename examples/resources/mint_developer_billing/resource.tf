resource "mint_developer_category" "gold" {
  name = "Gold Partners"
}

resource "mint_developer_billing" "example" {
  developer_id          = "dev@example.com"
  billing_type          = "POSTPAID"
  legal_name            = "Eloper Ltd"
  developer_category_id = mint_developer_category.gold.id

  address = {
    address1 = "1 Main Street"
    city     = "Springfield"
    state    = "IL"
    zip      = "62701"
    country  = "US"
  }

  # On destroy, remove these settings instead of leaving them on the developer. The category could
  # not be deleted else.
  on_destroy = "remove"
}
