resource "mint_terms_and_conditions" "example" {
  version    = "2.0"
  start_date = "2030-01-01"
  url        = "https://example.com/terms/2.0"
  text       = "Be kind, and pay your bills."
}
