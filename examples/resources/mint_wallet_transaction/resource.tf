data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

locals {
  # Or mint_wallet.example.id, for a wallet of the same configuration.
  wallet_id = one([for w in data.mint_wallets.acme.wallets : w.id if w.name == "Prepaid"])
}

# The customer buys 200 credits and gets 20 as a present. The reference names the entry for
# good: however often this is applied or interrupted, it is posted once.
resource "mint_wallet_transaction" "order" {
  wallet_id       = local.wallet_id
  reference       = "order-2025-0815"
  type            = "TOPUP"
  paid_credits    = 200
  granted_credits = "20.5"

  metadata = {
    ticket      = "FIN-4711"
    approved_by = "finance"
  }
}

# Destroying this one takes its credits back.
resource "mint_wallet_transaction" "trial" {
  wallet_id       = local.wallet_id
  reference       = "trial"
  type            = "TOPUP"
  granted_credits = 10
  on_destroy      = "void"
}

# A correction.
resource "mint_wallet_transaction" "correction" {
  wallet_id       = local.wallet_id
  reference       = "correction/order-2025-0815"
  type            = "VOID"
  credits_to_void = "0.5"
}
