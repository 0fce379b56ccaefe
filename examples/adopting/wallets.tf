# The wallets as they are to be, by their names. A name is unique among wallets of one currency that
# are not terminated.
locals {
  wallets = {
    Prepaid = "1.5"
  }
}

data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

import {
  for_each = {
    for wallet in data.mint_wallets.acme.wallets : wallet.name => wallet.id
    if wallet.status == "ACTIVE" && contains(keys(local.wallets), coalesce(wallet.name, "-"))
  }

  to = mint_wallet.acme[each.key]
  id = each.value
}

resource "mint_wallet" "acme" {
  for_each = local.wallets

  external_customer_id = "acme"
  name                 = each.key
  currency             = "USD"
  rate_amount          = each.value
}
