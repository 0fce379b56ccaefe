list "mint_supported_currency" "all" {
  provider = mint
  limit    = 1000
}
