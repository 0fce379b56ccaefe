list "mint_monetization_package" "all" {
  provider = mint
  limit    = 1000
}
