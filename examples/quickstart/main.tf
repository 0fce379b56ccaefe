terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

# Everything comes from the environment (APIGEE_ORGANIZATION, APIGEE_ENDPOINT, PAYPAL_ENDPOINT
# and credentials), so the same configuration runs against the bundled fake and real accounts.
provider "mint" {}
