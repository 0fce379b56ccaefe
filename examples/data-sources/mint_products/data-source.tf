data "mint_products" "example" {}

output "products" {
  value = [for product in data.mint_products.example.products : product.id]
}
