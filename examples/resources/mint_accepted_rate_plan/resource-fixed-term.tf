# Ends by itself, after its last day. What has ended stays in the state, and is not bought again.
resource "mint_accepted_rate_plan" "example" {
  developer_id      = "customer@example.com"
  rate_plan_id      = "messaging_package_pay_as_you_go"
  start_date        = "2030-01-01"
  end_date          = "2030-12-31"
  waive_set_up_fees = true
}
