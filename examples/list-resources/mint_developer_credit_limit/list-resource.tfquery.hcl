list "mint_developer_credit_limit" "of" {
  provider = mint
  for_each = toset(["dev@example.com", "prepaid@example.com"])

  config {
    developer_id = each.key
  }
}
