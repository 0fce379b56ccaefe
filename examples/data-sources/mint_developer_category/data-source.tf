data "mint_developer_category" "example" {
  name = "Gold"
}

output "gold" {
  value = data.mint_developer_category.example.id
}
