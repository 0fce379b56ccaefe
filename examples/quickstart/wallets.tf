variable "customer" {
  description = "The merchant's own id of a customer of usage-based billing."
  type        = string
  default     = "acme"
}

resource "mint_wallet" "quickstart" {
  external_customer_id = var.customer
  name                 = "Quickstart"
  currency             = "USD"
  rate_amount          = "0.10" # dollars per credit

  # A wallet with credits is not destroyed unless it says so.
  force_destroy = true
}

# Granted credits, posted once however often this is applied: the reference names them.
resource "mint_wallet_transaction" "welcome" {
  wallet_id       = mint_wallet.quickstart.id
  reference       = "welcome-2026"
  type            = "TOPUP"
  granted_credits = "100"
  metadata = {
    reason = "Welcome credits"
  }
}

data "mint_wallet" "quickstart" {
  id = mint_wallet_transaction.welcome.wallet_id
}

data "mint_wallet_transactions" "quickstart" {
  wallet_id = mint_wallet_transaction.welcome.wallet_id
}

output "wallet" {
  description = "What the wallet holds, and what its ledger says it was given."
  value = {
    available_credits = data.mint_wallet.quickstart.available_credits
    ledger            = { for entry in data.mint_wallet_transactions.quickstart.wallet_transactions : entry.transaction_id => entry.credits }
  }
}
