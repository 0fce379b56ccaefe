resource "mint_developer_credit_limit" "example" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = "1000.00"

  # The service cannot delete a limit. On destroy, set it to 0 instead of leaving it in force.
  on_destroy = "zero"
}
