data "mint_terms_and_conditions_list" "example" {}

output "versions" {
  description = "Start by version."
  value = {
    for terms in data.mint_terms_and_conditions_list.example.terms_and_conditions :
    terms.version => terms.start_date
  }
}
