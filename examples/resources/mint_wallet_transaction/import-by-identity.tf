import {
  to = mint_wallet_transaction.order
  identity = {
    wallet_id = "5b2c7c0e-6a3f-4f57-9d2e-0f6f2f0c9a11"
    reference = "order-2025-0815"
  }
}
