# What developers can buy of the package now.
data "mint_rate_plans" "on_offer" {
  monetization_package_id = "messaging_package"
}

# Everything the package has: drafts, private and expired plans too.
data "mint_rate_plans" "all" {
  monetization_package_id = "messaging_package"
  current                 = false
  show_private            = true
}

# What is on offer in the whole organization, for everybody.
data "mint_rate_plans" "organization" {
  standard = true
}

output "fees" {
  value = { for plan in data.mint_rate_plans.all.rate_plans : plan.name => plan.set_up_fee if plan.state != "expired" }
}
