import {
  to = mint_wallet_transaction.order
  id = "5b2c7c0e-6a3f-4f57-9d2e-0f6f2f0c9a11/order-2025-0815"
}
