import {
  to = mint_monetization_package.example
  identity = {
    organization = "myorg"
    id           = "messaging_and_archive"
  }
}
