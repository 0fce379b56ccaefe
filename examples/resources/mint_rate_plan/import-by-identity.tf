import {
  to = mint_rate_plan.example
  identity = {
    organization            = "myorg"
    monetization_package_id = "messaging_package"
    id                      = "messaging_package_flat"
  }
}
