# The limits as they are to be. What the service has already is imported, and the plan shows
# where it differs.
locals {
  credit_limits = {
    USD = "1000"
  }
}

data "mint_developer_credit_limits" "dev" {
  developer_id = "dev@example.com"
}

import {
  for_each = toset([for limit in data.mint_developer_credit_limits.dev.credit_limits : limit.currency if contains(keys(local.credit_limits), limit.currency)])

  to = mint_developer_credit_limit.dev[each.key]
  id = "dev@example.com/${each.key}"
}

resource "mint_developer_credit_limit" "dev" {
  for_each = local.credit_limits

  developer_id = "dev@example.com"
  currency     = each.key
  amount       = each.value
}
