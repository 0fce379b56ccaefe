import {
  to = mint_rate_plan.example
  id = "messaging_package/messaging_package_flat"
}
