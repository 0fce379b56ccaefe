# The purchases of every developer and company, ended ones too.
list "mint_accepted_rate_plan" "all" {
  provider = mint
  limit    = 1000
}

# Those of one developer.
list "mint_accepted_rate_plan" "dev" {
  provider = mint

  config {
    developer_id = "dev@example.com"
  }
}
