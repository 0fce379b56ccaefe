data "mint_product" "example" {
  id = "messaging"
}

output "charged_by" {
  value = data.mint_product.example.custom_attributes["1"]
}
