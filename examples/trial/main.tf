# A trial that ends by itself: one month of a plan without a set-up fee, then the plan that is paid
# for. Both purchases are made today, and the second begins on the day after the first.
#
# When the trial is over, it stays in the state and each plan says so; nothing is bought again.
terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

provider "mint" {}

variable "developer" {
  description = "Who tries it: email or UUID of a developer, or name of a company."
  type        = string
  default     = "customer@example.com"
}

variable "trial" {
  description = "First and last day of the trial."
  type        = object({ first = string, last = string })
  default     = { first = "2030-01-01", last = "2030-01-31" }
}

variable "paid_from" {
  description = "The day after the trial."
  type        = string
  default     = "2030-02-01"
}

resource "mint_accepted_rate_plan" "trial" {
  developer_id      = var.developer
  rate_plan_id      = "messaging_package_starter"
  start_date        = var.trial.first
  end_date          = var.trial.last
  waive_set_up_fees = true
}

# To end up without a plan instead, leave this out. A developer who does not go on: destroy it
# before it begins, which cancels it.
resource "mint_accepted_rate_plan" "paid" {
  developer_id = var.developer
  rate_plan_id = "messaging_package_pay_as_you_go"
  start_date   = var.paid_from
}
