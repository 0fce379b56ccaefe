# What plans refer to. Write the arguments out in place of each.value where they are to change.
data "mint_supported_currencies" "all" {}

data "mint_developer_categories" "all" {}

data "mint_monetization_packages" "all" {}

data "mint_terms_and_conditions_list" "all" {}

locals {
  currencies = { for currency in data.mint_supported_currencies.all.supported_currencies : currency.id => currency }
  categories = { for category in data.mint_developer_categories.all.developer_categories : category.id => category }
  packages   = { for package in data.mint_monetization_packages.all.monetization_packages : package.id => package }
  terms      = { for terms in data.mint_terms_and_conditions_list.all.terms_and_conditions : terms.id => terms }
}

import {
  for_each = local.currencies
  to       = mint_supported_currency.all[each.key]
  id       = each.key
}

resource "mint_supported_currency" "all" {
  for_each = local.currencies

  code           = each.value.code
  display_name   = each.value.display_name
  description    = each.value.description
  status         = each.value.status
  virtual        = each.value.virtual
  credit_limit   = each.value.credit_limit
  minimum_top_up = each.value.minimum_top_up
}

import {
  for_each = local.categories
  to       = mint_developer_category.all[each.key]
  id       = each.key
}

resource "mint_developer_category" "all" {
  for_each = local.categories

  name        = each.value.name
  description = each.value.description
}

import {
  for_each = local.packages
  to       = mint_monetization_package.all[each.key]
  id       = each.key
}

resource "mint_monetization_package" "all" {
  for_each = local.packages

  name         = each.value.name
  display_name = each.value.display_name
  description  = each.value.description
  products     = each.value.products
}

import {
  for_each = local.terms
  to       = mint_terms_and_conditions.all[each.key]
  id       = each.key
}

resource "mint_terms_and_conditions" "all" {
  for_each = local.terms

  version    = each.value.version
  start_date = each.value.start_date
  url        = each.value.url
  text       = each.value.text
}
