import {
  to = mint_developer_category.example
  id = "aa6f960a-d9fd-416e-be39-c071418aabd0"
}
