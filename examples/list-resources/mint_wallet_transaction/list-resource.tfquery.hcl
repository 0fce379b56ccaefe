# The ledgers of all active wallets of a customer.
list "mint_wallet" "open" {
  provider = mint

  config {
    external_customer_id = "acme"
  }
}

list "mint_wallet_transaction" "acme" {
  provider = mint
  for_each = toset([for wallet in list.mint_wallet.open.data : wallet.identity.id])

  config {
    wallet_id = each.key
  }
}
