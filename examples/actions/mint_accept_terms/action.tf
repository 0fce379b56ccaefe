# The developer has signed on paper: terraform apply -invoke=action.mint_accept_terms.prepaid
action "mint_accept_terms" "prepaid" {
  config {
    developer_id            = "prepaid@example.com"
    terms_and_conditions_id = var.terms_and_conditions_id
  }
}

variable "terms_and_conditions_id" {
  type        = string
  description = "Id of the version that was signed."
}
