# What a price needs around it. All of it starts from an organization that has nothing but API
# products.
variable "products" {
  description = "Ids of the API products to sell together."
  type        = set(string)
  default     = ["messaging", "archive"]
}

resource "mint_supported_currency" "pound" {
  code         = "GBP"
  display_name = "Pound"
  description  = "Pound sterling"
  credit_limit = "500.00" # for every postpaid developer without a limit of their own
}

resource "mint_developer_category" "partners" {
  name        = "Partners"
  description = "Developers with a contract"
}

# Nothing is published before there are terms. Once they have begun they do not change: the next
# version is another resource.
resource "mint_terms_and_conditions" "first" {
  version    = "Quickstart 1"
  start_date = "2027-01-01"
  url        = "https://example.com/terms/1"
}

resource "mint_monetization_package" "messages" {
  name         = "Quickstart Messages"
  display_name = "Messages and archive"
  description  = "Sends messages and keeps them"
  products     = var.products
}
