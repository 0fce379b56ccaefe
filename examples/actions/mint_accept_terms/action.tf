# The developer has signed on paper: terraform apply -invoke=action.mint_accept_terms.prepaid
action "mint_accept_terms" "prepaid" {
  config {
    developer_id            = "prepaid@example.com"
    terms_and_conditions_id = data.mint_terms_and_conditions.signed.id
  }
}

data "mint_terms_and_conditions" "signed" {
  version = "1.0"
}
