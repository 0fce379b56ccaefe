list "mint_billing_adjustment" "of_2025" {
  provider = mint
  limit    = 1000

  config {
    billing_year = 2025
  }
}
