# Many developers from a file: one line for each purchase. A new line buys a plan, and only that one.
# A line that is removed ends its purchase, or cancels it before its start; the plan shows the fee.
terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

provider "mint" {}

locals {
  purchases = {
    for line in csvdecode(file("${path.module}/customers.csv")) : "${line.developer} ${line.plan} ${line.start}" => line
  }
}

resource "mint_accepted_rate_plan" "customer" {
  for_each = local.purchases

  developer_id = each.value.developer
  rate_plan_id = each.value.plan
  start_date   = each.value.start
  end_date     = each.value.end == "" ? null : each.value.end
}

output "plans" {
  description = "The plan in effect by purchase: a revision, where one has replaced what was bought."
  value       = { for name, purchase in mint_accepted_rate_plan.customer : name => purchase.current_rate_plan_id }
}
