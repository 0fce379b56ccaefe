import {
  to = mint_developer_category.example
  identity = {
    organization = "myorg"
    id           = "aa6f960a-d9fd-416e-be39-c071418aabd0"
  }
}
