data "mint_monetization_package" "example" {
  name = "Messaging Package"
}

output "products" {
  value = data.mint_monetization_package.example.products
}
