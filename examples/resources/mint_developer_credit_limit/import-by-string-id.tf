import {
  to = mint_developer_credit_limit.example
  id = "dev@example.com/USD"
}
