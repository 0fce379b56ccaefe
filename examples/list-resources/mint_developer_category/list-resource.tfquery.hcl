list "mint_developer_category" "all" {
  provider = mint
  limit    = 1000
}
