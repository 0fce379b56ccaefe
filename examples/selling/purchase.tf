# The sale. A developer who pays in advance needs a balance that covers the fees.
resource "mint_accepted_rate_plan" "messages" {
  developer_id = mint_developer_billing.buyer.developer_id
  rate_plan_id = mint_rate_plan.messages.id
  start_date   = "2027-01-01"
}
