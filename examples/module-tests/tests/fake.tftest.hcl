# Against the fake. Start it first and give Terraform the variables that it prints:
#
#   mint-fake -listen 127.0.0.1:8080 -seed seed.json &
#   export $(mint-fake -wait http://127.0.0.1:8080)
#   terraform test
#
# Before another run either reset the fake, or let that run use other names:
#
#   curl -X POST http://127.0.0.1:8080/_fake/reset
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
