# Every plan of the organization that is still of use.
list "mint_rate_plan" "all" {
  provider = mint
  limit    = 1000

  config {
    state = ["draft", "future", "active"]
  }
}

# The plans of one package, whatever their state.
list "mint_rate_plan" "messaging" {
  provider = mint

  config {
    monetization_package_id = "messaging_package"
  }
}
