resource "mint_supported_currency" "example" {
  code         = "GBP"
  display_name = "Pound"
  description  = "Pound sterling"

  # What postpaid developers may owe who have no limit of their own.
  credit_limit = "500.00"
}
