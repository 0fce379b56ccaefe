list "mint_terms_and_conditions" "all" {
  provider = mint
  limit    = 1000
}
