data "mint_wallets" "example" {
  external_customer_id = "acme"
}

output "credits" {
  description = "Available credits by name of the wallets that are in use."
  value = {
    for w in data.mint_wallets.example.wallets :
    w.name => w.available_credits if w.status == "ACTIVE"
  }
}
