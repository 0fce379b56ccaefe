import {
  to = mint_developer_credit_limit.example
  identity = {
    organization = "myorg"
    developer_id = "dev@example.com"
    currency     = "USD"
  }
}
