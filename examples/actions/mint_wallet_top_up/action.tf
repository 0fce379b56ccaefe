# Goodwill for an outage, decided once: terraform apply -invoke=action.mint_wallet_top_up.goodwill
action "mint_wallet_top_up" "goodwill" {
  config {
    wallet_id       = mint_wallet.prepaid.id
    reference       = "ticket/4711" # invoked again, nothing is sent
    granted_credits = "25"

    metadata = {
      ticket = "4711"
    }
  }
}

resource "mint_wallet" "prepaid" {
  external_customer_id = "acme"
  name                 = "Goodwill"
  currency             = "USD"
  rate_amount          = "1"
}
