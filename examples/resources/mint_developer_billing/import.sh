# developer_id
terraform import mint_developer_billing.example dev@example.com
