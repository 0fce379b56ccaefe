data "mint_suspended_developers" "example" {}

output "suspended" {
  description = "Why, by developer."
  value = {
    for suspension in data.mint_suspended_developers.example.suspended_developers :
    suspension.developer_id => suspension.reason_code...
  }
}
