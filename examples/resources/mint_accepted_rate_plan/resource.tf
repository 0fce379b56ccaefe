# The plan that creates it says what is charged at once.
resource "mint_accepted_rate_plan" "example" {
  developer_id = "customer@example.com"
  rate_plan_id = "messaging_package_pay_as_you_go"
  start_date   = "2030-01-01"
}
