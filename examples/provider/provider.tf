terraform {
  required_providers {
    mint = {
      source = "terraform-provider-mint/mint"
    }
  }
}

# Credentials come from the environment: APIGEE_USERNAME and APIGEE_PASSWORD, or
# APIGEE_ACCESS_TOKEN.
provider "mint" {
  apigee = {
    organization = "myorg"
  }
}
