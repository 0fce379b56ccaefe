# id: the code in lower case
terraform import mint_supported_currency.example gbp
