data "mint_developers" "example" {}

output "postpaid" {
  description = "Emails of the postpaid developers."
  value = [
    for developer in data.mint_developers.example.developers :
    developer.email if developer.billing_type == "POSTPAID"
  ]
}
