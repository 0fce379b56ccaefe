data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

# By its id, here the one of the customer's wallet of that name.
data "mint_wallet" "example" {
  id = one([for w in data.mint_wallets.acme.wallets : w.id if w.name == "Prepaid"])
}

output "available" {
  value = {
    credits = data.mint_wallet.example.available_credits
    money   = data.mint_wallet.example.available_balance.value
  }
}

output "net" {
  description = "What is left once current usage is paid; may be negative."
  value       = data.mint_wallet.example.net_balance.value
}
