# Without any service. Computed lists are empty, and arguments left to their default are unknown, so
# this tests what the module writes and nothing that the services add.

mock_provider "mint" {}

variables {
  suffix = ""
}

run "names" {
  command = plan

  assert {
    condition     = mint_rate_plan.welcome.name == "Welcome" && mint_wallet.prepaid.name == "Welcome"
    error_message = "The names are ${mint_rate_plan.welcome.name} and ${mint_wallet.prepaid.name}."
  }
}

run "empty_lists" {
  assert {
    condition     = output.credits == 0
    error_message = "The mock has filled in ${output.credits} credits: this page of the guide is out of date."
  }
}
