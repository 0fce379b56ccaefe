import {
  to = mint_accepted_rate_plan.example
  id = "dev@example.com/7f9c2ba4-e88f-427d-acb6-0d2c5a3b1f10"
}
