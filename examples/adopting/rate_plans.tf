# Every plan of a package, drafts, private and expired ones too, as the service has it. Where plans
# are to change, write their arguments out in place of each.value.
data "mint_rate_plans" "messaging" {
  monetization_package_id = "messaging_package"
  current                 = false
  show_private            = true
}

locals {
  plans = { for plan in data.mint_rate_plans.messaging.rate_plans : plan.id => plan }
}

import {
  for_each = local.plans

  to = mint_rate_plan.messaging[each.key]
  id = "messaging_package/${each.key}"
}

resource "mint_rate_plan" "messaging" {
  for_each = local.plans

  monetization_package_id  = each.value.monetization_package_id
  name                     = each.value.name
  display_name             = each.value.display_name
  description              = each.value.description
  type                     = each.value.type
  developer_id             = each.value.developer_id
  developer_category_id    = each.value.developer_category_id
  currency                 = each.value.currency
  start_date               = each.value.start_date
  end_date                 = each.value.end_date
  private                  = each.value.private
  published                = each.value.published
  advance                  = each.value.advance
  prorate                  = each.value.prorate
  set_up_fee               = each.value.set_up_fee
  recurring_fee            = each.value.recurring_fee
  recurring_type           = each.value.recurring_type
  recurring_start_unit     = each.value.recurring_start_unit
  early_termination_fee    = each.value.early_termination_fee
  frequency_duration       = each.value.frequency_duration
  frequency_duration_type  = each.value.frequency_duration_type
  contract_duration        = each.value.contract_duration
  contract_duration_type   = each.value.contract_duration_type
  freemium_unit            = each.value.freemium_unit
  freemium_duration        = each.value.freemium_duration
  freemium_duration_type   = each.value.freemium_duration_type
  payment_due_days         = each.value.payment_due_days
  parent_rate_plan_id      = each.value.parent_rate_plan_id
  keep_original_start_date = each.value.keep_original_start_date
  rate_plan_details        = each.value.rate_plan_details
}
