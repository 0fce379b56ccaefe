# What it is all for: a developer buys a plan, once, whatever happens to the request. The plan says
# what is charged at once. Before its start destroying a purchase cancels it, afterwards it ends it.
resource "mint_accepted_rate_plan" "customer" {
  developer_id = "customer@example.com"
  rate_plan_id = "messaging_package_pay_as_you_go"
  start_date   = "2030-01-01"
}
