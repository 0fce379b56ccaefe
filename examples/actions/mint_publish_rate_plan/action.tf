# Publishes a draft that was made in the console, in a run of its own that can be approved:
# terraform plan -invoke=action.mint_publish_rate_plan.summer -out=publish
action "mint_publish_rate_plan" "summer" {
  config {
    monetization_package_id = data.mint_rate_plan.summer.monetization_package_id
    id                      = data.mint_rate_plan.summer.id
  }
}

data "mint_rate_plan" "summer" {
  monetization_package_id = "messaging_package"
  name                    = "Summer Offer"
}
