# The sale. A developer who pays in advance needs a balance that covers the fees.
resource "mint_accepted_rate_plan" "messages" {
  developer_id = mint_developer_billing.buyer.developer_id
  rate_plan_id = mint_rate_plan.messages.id
  start_date   = "2027-01-01"

  lifecycle {
    action_trigger {
      events  = [before_create]
      actions = [action.mint_accept_terms.signed]
    }
  }
}

# The contract is signed on paper; a developer who uses the portal accepts the terms there.
action "mint_accept_terms" "signed" {
  config {
    developer_id            = var.developer
    terms_and_conditions_id = mint_terms_and_conditions.first.id
  }
}
