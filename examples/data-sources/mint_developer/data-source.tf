data "mint_developer" "example" {
  developer_id = "dev@example.com"
}

output "postpaid" {
  value = data.mint_developer.example.billing_type == "POSTPAID"
}
