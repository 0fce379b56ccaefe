data "mint_developer_credit_limits" "example" {
  developer_id = "dev@example.com"
}

output "limits" {
  description = "Amount by currency."
  value = {
    for limit in data.mint_developer_credit_limits.example.credit_limits :
    limit.currency => limit.amount
  }
}
