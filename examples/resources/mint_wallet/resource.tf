# A wallet is created empty; its credits are mint_wallet_transaction resources.
resource "mint_wallet" "example" {
  external_customer_id = "acme"
  name                 = "Prepaid 2031"
  currency             = "USD"
  rate_amount          = "1.25" # one credit is worth 1.25 USD

  expiration_at = "2099-01-01T00:00:00Z"

  applies_to = {
    fee_types = ["CHARGE", "SUBSCRIPTION"]
  }
}
