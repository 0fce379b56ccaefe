# Against the fake. Start it first, give Terraform the variables that it prints, and another suffix to
# each run:
#
#   go run ./internal/cmd/fake
#   terraform test -var="suffix= $(date +%s)"

provider "mint" {
  # The wallet holds credits when the test is over.
  force_destroy_wallets = true
}

run "welcome" {
  assert {
    condition     = mint_rate_plan.welcome.published
    error_message = "The plan is a draft."
  }

  assert {
    # Not set_up_fee == 1000.5, which is false: a text is no number.
    condition     = tonumber(mint_rate_plan.welcome.set_up_fee) == 1000.5
    error_message = "The set-up fee is ${mint_rate_plan.welcome.set_up_fee}."
  }

  assert {
    condition     = output.credits == 100
    error_message = "The customer has ${output.credits} credits."
  }
}
