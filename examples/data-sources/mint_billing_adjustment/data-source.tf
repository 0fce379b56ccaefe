data "mint_billing_adjustments" "all" {}

# One adjustment by its id; here the first of the list, if there is one.
data "mint_billing_adjustment" "example" {
  for_each = toset(slice(data.mint_billing_adjustments.all.billing_adjustments[*].id, 0, min(1, length(data.mint_billing_adjustments.all.billing_adjustments))))
  id       = each.value
}

output "percentage" {
  value = [for adjustment in data.mint_billing_adjustment.example : adjustment.adjustment_percentage_factor]
}
