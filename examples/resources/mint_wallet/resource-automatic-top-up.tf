# Whenever fewer than 10 credits are left, the customer buys up to 100. A new wallet is empty, so the
# first 100 credits are bought at once; the plan says so.
resource "mint_wallet" "automatic" {
  external_customer_id = "globex"
  name                 = "Automatic"
  currency             = "USD"
  rate_amount          = "1"

  recurring_transaction_rules = [{
    trigger                = "THRESHOLD"
    threshold_credits      = "10"
    method                 = "TARGET"
    target_ongoing_balance = "100"
  }]
}
