# Those in force. Write version = "1.0" for certain ones.
data "mint_terms_and_conditions" "example" {}

output "in_force" {
  value = data.mint_terms_and_conditions.example.version
}
