# Every developer of the organization who has billing settings.
list "mint_developer_billing" "all" {
  provider = mint
  limit    = 1000
}

# One developer.
list "mint_developer_billing" "dev" {
  provider = mint

  config {
    developer_id = "dev@example.com"
  }
}
