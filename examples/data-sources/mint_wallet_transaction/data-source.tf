data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

resource "mint_wallet_transaction" "order" {
  wallet_id    = one([for w in data.mint_wallets.acme.wallets : w.id if w.name == "Prepaid"])
  reference    = "order-2025-0815"
  type         = "TOPUP"
  paid_credits = 200
}

# Any transaction can be read by its id, also one that Terraform did not post.
data "mint_wallet_transaction" "order" {
  transaction_id = mint_wallet_transaction.order.transactions[0].transaction_id
}

output "paid" {
  value = data.mint_wallet_transaction.order.payment_status == "SETTLED"
}
