data "mint_billing_adjustments" "april" {
  billing_month = 4
  billing_year  = 2025
}

output "april" {
  description = "Percentage by name."
  value = {
    for adjustment in data.mint_billing_adjustments.april.billing_adjustments :
    adjustment.name => adjustment.adjustment_percentage_factor
  }
}
