# The rate plans of one package, in a state of their own on a PostgreSQL server. Who plans and applies
# them is said in plan.sh, apply.sh and pipeline.yml.

terraform {
  required_version = ">= 1.8"

  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }

  # Where the server is and who connects comes from PG_CONN_STR, so that it is in no file and no plan.
  backend "pg" {}
}

variable "package" {
  description = "Id of the package."
  type        = string
}

variable "plans" {
  description = "Its rate plans, by name."
  type = map(object({
    display_name = string
    start_date   = string
    set_up_fee   = optional(string)
    rate         = string # for one call
    published    = optional(bool, false)
  }))
}

# Credentials come from the environment.
provider "mint" {}

resource "mint_rate_plan" "all" {
  for_each = var.plans

  monetization_package_id = var.package
  name                    = each.key
  display_name            = each.value.display_name
  currency                = "USD"
  start_date              = each.value.start_date
  set_up_fee              = each.value.set_up_fee
  published               = each.value.published
  rate_plan_details = [{
    type          = "RATECARD"
    metering_type = "UNIT"
    rates         = [{ type = "RATECARD", rate = each.value.rate, start_unit = "0" }]
  }]
}
