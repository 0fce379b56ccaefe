data "mint_developer_categories" "example" {}

output "categories" {
  description = "Id by name."
  value = {
    for category in data.mint_developer_categories.example.developer_categories :
    category.name => category.id
  }
}
