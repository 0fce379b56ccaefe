resource "mint_monetization_package" "example" {
  name         = "Messaging and Archive"
  display_name = "Messaging and archive"
  description  = "Everything about messages"
  products     = ["messaging", "archive"]

  # Once a rate plan of the package is published, neither of the two can be deleted.
  on_destroy = "retain"
}
