import {
  to = mint_developer_billing.example
  id = "dev@example.com"
}
