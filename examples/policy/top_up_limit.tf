# A policy for money actions, in plain Terraform: it reads a saved plan and refuses a top-up of more
# credits than the limit, before anything is posted. Run it in a directory of its own:
#
#   terraform plan -invoke=action.mint_wallet_top_up.goodwill -out=saved
#   terraform show -json saved > policy/plan.json
#   terraform -chdir=policy plan -var=limit=100
#   terraform apply saved

variable "limit" {
  type        = number
  description = "Most credits that one top-up may post."
}

locals {
  plan        = jsondecode(file("${path.module}/plan.json"))
  invocations = try(local.plan.action_invocations, []) # absent where a plan invokes nothing
  top_ups     = [for i in local.invocations : i if i.type == "mint_wallet_top_up"]

  # What is not known yet has no value here, and is refused.
  credits = {
    for i in local.top_ups : i.address => sum([
      for name in ["paid_credits", "granted_credits"] :
      try(i.config_unknown[name], false) ? var.limit + 1 : try(tonumber(i.config_values[name]), null) == null ? 0 : tonumber(i.config_values[name])
    ])
  }
  refused = [for address, credits in local.credits : address if credits > var.limit]
}

output "approved" {
  value = keys(local.credits)

  precondition {
    condition     = length(local.refused) == 0
    error_message = "These top-ups are of more than ${var.limit} credits, or their credits are not known yet: ${join(", ", local.refused)}."
  }
}
