# The entries as they were posted, by their references. One that is declared and not in the ledger
# is posted; one that differs from the ledger is refused.
locals {
  wallet_id = one([for wallet in data.mint_wallets.acme.wallets : wallet.id if wallet.name == "Prepaid" && wallet.status == "ACTIVE"])
  gifts = {
    welcome = "25"
  }
}

data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

data "mint_wallet_transactions" "prepaid" {
  wallet_id = local.wallet_id
}

import {
  for_each = toset([
    for transaction in data.mint_wallet_transactions.prepaid.wallet_transactions : transaction.reference
    if contains(keys(local.gifts), coalesce(transaction.reference, "-"))
  ])

  to = mint_wallet_transaction.gift[each.key]
  id = "${local.wallet_id}/${each.key}"
}

resource "mint_wallet_transaction" "gift" {
  for_each = local.gifts

  wallet_id       = local.wallet_id
  reference       = each.key
  type            = "TOPUP"
  granted_credits = each.value
}
