# Ends a plan that is sold: terraform apply -invoke=action.mint_expire_rate_plan.pay_as_you_go
action "mint_expire_rate_plan" "pay_as_you_go" {
  config {
    monetization_package_id = "messaging_package"
    id                      = "messaging_package_pay_as_you_go"
    end_date                = "2099-12-31" # in the organization's time zone
  }
}
