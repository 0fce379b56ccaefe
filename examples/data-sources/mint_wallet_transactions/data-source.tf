data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

data "mint_wallet" "prepaid" {
  id = one([for w in data.mint_wallets.acme.wallets : w.id if w.name == "Prepaid"])
}

data "mint_wallet_transactions" "ledger" {
  wallet_id = data.mint_wallet.prepaid.id
}

locals {
  settled = [for t in data.mint_wallet_transactions.ledger.wallet_transactions : t if t.payment_status == "SETTLED"]

  # What went in less what went out.
  credits = sum(concat([0], [for t in local.settled : t.transaction_type == "INBOUND" ? tonumber(t.credits) : -tonumber(t.credits)]))
}

output "reconciled" {
  description = "Whether the ledger adds up to the balance, to the last of five decimals."
  value = {
    ledger  = format("%.5f", local.credits)
    balance = format("%.5f", data.mint_wallet.prepaid.available_credits)
    equal   = format("%.5f", local.credits) == format("%.5f", data.mint_wallet.prepaid.available_credits)
  }
}

output "references" {
  description = "Credits by reference, of what Terraform posted."
  value = {
    for t in data.mint_wallet_transactions.ledger.wallet_transactions :
    t.reference => t.credits... if t.reference != null
  }
}
