import {
  to = mint_terms_and_conditions.example
  id = "2a3f1c9e-5b0d-4f6a-9f0e-6a1d2c3b4e5f"
}
