data "mint_monetization_packages" "example" {}

output "packages" {
  description = "Ids of the packages with a certain product."
  value = [
    for package in data.mint_monetization_packages.example.monetization_packages :
    package.id if contains(package.products, "messaging")
  ]
}
