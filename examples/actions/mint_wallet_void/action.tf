# Takes back credits that were granted by mistake:
# terraform apply -invoke=action.mint_wallet_void.mistake
action "mint_wallet_void" "mistake" {
  config {
    wallet_id       = mint_wallet_transaction.welcome.wallet_id
    reference       = "ticket/4712"
    credits_to_void = "10"
  }
}

resource "mint_wallet_transaction" "welcome" {
  wallet_id       = mint_wallet.trial.id
  reference       = "welcome"
  type            = "TOPUP"
  granted_credits = "110"
}

resource "mint_wallet" "trial" {
  external_customer_id = "acme"
  name                 = "Trial 2"
  currency             = "USD"
  rate_amount          = "1"
  force_destroy        = true
}
