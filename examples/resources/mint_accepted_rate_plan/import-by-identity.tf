import {
  to = mint_accepted_rate_plan.example
  identity = {
    organization = "myorg"
    developer_id = "dev@example.com"
    id           = "7f9c2ba4-e88f-427d-acb6-0d2c5a3b1f10"
  }
}
