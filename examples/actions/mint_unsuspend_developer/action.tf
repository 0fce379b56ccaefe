# Raising a credit limit does not lift the suspension that the old one led to. This does.
resource "mint_developer_credit_limit" "dev" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = "2000"

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.mint_unsuspend_developer.dev]
    }
  }
}

action "mint_unsuspend_developer" "dev" {
  config {
    developer_id = "dev@example.com"
  }
}
