# id
terraform import mint_monetization_package.example messaging_and_archive
