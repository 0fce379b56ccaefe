# What a new customer gets: a published plan, and a wallet with credits to begin with. Its tests run
# against the fake of both services, or against mocks.

terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

variable "suffix" {
  description = "Ends each name. Names of published plans are never free again."
  type        = string
  default     = ""
}

resource "mint_rate_plan" "welcome" {
  monetization_package_id = "messaging_package"
  name                    = "Welcome${var.suffix}"
  display_name            = "Welcome"
  currency                = "USD"
  start_date              = "2099-01-01"
  set_up_fee              = "1000.50"
  published               = true
}

resource "mint_wallet" "prepaid" {
  external_customer_id = "acme"
  name                 = "Welcome${var.suffix}"
  currency             = "USD"
  rate_amount          = "1.50"
}

resource "mint_wallet_transaction" "welcome" {
  wallet_id       = mint_wallet.prepaid.id
  reference       = "welcome"
  type            = "TOPUP"
  granted_credits = "100"
}

output "credits" {
  description = "Credits that count already. Amounts are texts, so they are converted."
  value       = sum(concat([0], [for t in mint_wallet_transaction.welcome.transactions : tonumber(t.credits) if t.payment_status == "SETTLED"]))
}
