import {
  to = mint_wallet.example
  id = "5f3c9c1e-8f0a-4f0e-9d5b-1a2b3c4d5e6f"
}
