import {
  to = mint_monetization_package.example
  id = "messaging_and_archive"
}
