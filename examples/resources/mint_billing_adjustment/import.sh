# id of the adjustment
terraform import mint_billing_adjustment.example 3f1c9c1e-5a52-4d0e-9a43-6c1f6f1c2b7d
