# developer_id/currency
terraform import mint_developer_credit_limit.example dev@example.com/USD
