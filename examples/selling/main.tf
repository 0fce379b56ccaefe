# One developer, from an organization that has nothing but API products to a sold plan. Actions need
# Terraform 1.14.1.
terraform {
  required_version = ">= 1.14.1"

  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

provider "mint" {}

variable "developer" {
  description = "Email of the developer who buys."
  type        = string
  default     = "customer@example.com"
}

variable "products" {
  description = "Ids of the API products to sell."
  type        = set(string)
  default     = ["messaging", "archive"]
}
