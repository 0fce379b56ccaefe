# Who buys. The developer exists: they registered in the portal, or the management API made them.
resource "mint_developer_billing" "buyer" {
  developer_id          = var.developer
  billing_type          = "POSTPAID"
  legal_name            = "Tomer Ltd"
  developer_category_id = mint_developer_category.partners.id

  address = {
    address1 = "1 Main Street"
    city     = "Springfield"
    state    = "IL"
    zip      = "62701"
    country  = "US"
  }
}

# A limit is for a postpaid developer. It comes after the billing type that it belongs to.
resource "mint_developer_credit_limit" "buyer" {
  developer_id = mint_developer_billing.buyer.developer_id
  currency     = mint_supported_currency.pound.code
  amount       = "500.00"
}
