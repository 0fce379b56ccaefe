# wallet_id/reference; the first slash ends the id of the wallet
terraform import mint_wallet_transaction.order 5b2c7c0e-6a3f-4f57-9d2e-0f6f2f0c9a11/order-2025-0815
