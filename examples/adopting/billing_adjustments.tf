# The adjustments as they are to be, by their names.
locals {
  adjustments = {
    "Spring sale" = "-12.5"
  }
}

data "mint_billing_adjustments" "april" {
  billing_month = 4
  billing_year  = 2025
}

import {
  for_each = {
    for adjustment in data.mint_billing_adjustments.april.billing_adjustments : adjustment.name => adjustment.id
    if contains(keys(local.adjustments), adjustment.name)
  }

  to = mint_billing_adjustment.april[each.key]
  id = each.value
}

resource "mint_billing_adjustment" "april" {
  for_each = local.adjustments

  name                         = each.key
  adjustment_percentage_factor = each.value
  billing_month                = 4
  billing_year                 = 2025
}
