# What a developer has bought, ended purchases too, as the service has it. After a revision
# rate_plan_id is the plan in effect.
data "mint_developer_accepted_rate_plans" "dev" {
  developer_id = "dev@example.com"
}

locals {
  purchases = { for purchase in data.mint_developer_accepted_rate_plans.dev.accepted_rate_plans : purchase.id => purchase }
}

import {
  for_each = local.purchases

  to = mint_accepted_rate_plan.dev[each.key]
  id = "dev@example.com/${each.key}"
}

resource "mint_accepted_rate_plan" "dev" {
  for_each = local.purchases

  developer_id = "dev@example.com"
  rate_plan_id = each.value.rate_plan.id
  start_date   = each.value.start_date
  end_date     = each.value.end_date
  quota_target = each.value.quota_target
}
