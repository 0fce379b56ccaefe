import {
  to = mint_developer_billing.example
  identity = {
    organization = "myorg"
    developer_id = "dev@example.com"
  }
}
