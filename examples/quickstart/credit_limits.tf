variable "developer" {
  description = "Email of a postpaid developer."
  type        = string
  default     = "dev@example.com"
}

# The service cannot delete a limit, so each says what destroying it shall leave: zero, or
# the credit limit that the organization gives to the currency.
resource "mint_developer_credit_limit" "usd" {
  developer_id = var.developer
  currency     = "USD"
  amount       = "1000.00"
  on_destroy   = "zero"
}

resource "mint_developer_credit_limit" "eur" {
  developer_id = var.developer
  currency     = "EUR"
  amount       = "750.50"
  on_destroy   = "currency_default"
}

# Asked after the limits are set, so that it shows them on the first apply already.
data "mint_developer_credit_limits" "all" {
  developer_id = var.developer

  depends_on = [
    mint_developer_credit_limit.usd,
    mint_developer_credit_limit.eur,
  ]
}

output "limits" {
  description = "What the developer may owe, by currency."
  value = {
    for limit in data.mint_developer_credit_limits.all.credit_limits :
    limit.currency => limit.amount
  }
}

output "used" {
  description = "What the developer owes already, by currency."
  value = {
    for limit in data.mint_developer_credit_limits.all.credit_limits :
    limit.currency => limit.usage
  }
}
