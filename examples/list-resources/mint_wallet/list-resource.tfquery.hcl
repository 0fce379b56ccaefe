list "mint_wallet" "acme" {
  provider = mint

  config {
    external_customer_id = "acme"
  }
}
