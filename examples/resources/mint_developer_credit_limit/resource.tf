resource "mint_developer_credit_limit" "example" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = "1000.00"

  # The service cannot delete a limit. On destroy, put the currency's own default back.
  on_destroy = "currency_default"
}
