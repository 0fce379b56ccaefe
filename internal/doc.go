// Package internal holds the provider. Which package may import which is fixed, so that each can be
// read, tested and replaced alone. Beside the standard library a package may import:
//
//	internal/transport           retryablehttp oauth2 time decimal log
//	internal/once                norm internal/collection
//	internal/collection          sync
//	internal/object              internal/once internal/collection
//	internal/pricing             decimal
//	internal/apigee              decimal norm internal/transport internal/object internal/once
//	                             internal/collection
//	internal/paypal              decimal uuid internal/transport internal/object internal/once
//	                             internal/collection
//	internal/fwtypes             framework decimal norm
//	internal/fwkit               framework internal/fwtypes internal/transport internal/once internal/object
//	internal/service/planschema  framework decimal internal/fwtypes internal/fwkit
//	                             internal/pricing internal/apigee
//	internal/service/*           framework decimal levenshtein internal/fwtypes internal/fwkit
//	                             internal/pricing internal/service/planschema
//	                             internal/apigee|internal/paypal
//	internal/functions           framework decimal msgpack internal/fwtypes internal/pricing
//	internal/shortcut            framework msgpack
//	internal/provider            framework decimal internal/fwtypes internal/fwkit
//	                             internal/transport internal/apigee internal/paypal
//	                             internal/functions internal/shortcut internal/service/*
//	internal/fake                decimal
//	internal/fake/*              decimal internal/fake
//	internal/acctest             anything
//	internal/cmd/services        decimal internal/fake internal/fake/*
//	internal/cmd/*               anything
//	internal/cmd/*/*             anything
//	.                            anything
//
// The first row that fits a package is its own, and a package without a row may hold tests only. A
// "*" is one element of a path, "a|b" is one of the two, and "anything" is everything but another
// package that may import anything: only tests import those. The short names are
//
//	decimal        github.com/shopspring/decimal
//	framework      github.com/hashicorp/terraform-plugin-framework
//	               github.com/hashicorp/terraform-plugin-framework-validators
//	               github.com/hashicorp/terraform-plugin-go log
//	levenshtein    github.com/agext/levenshtein
//	log            github.com/hashicorp/terraform-plugin-log
//	msgpack        github.com/vmihailenco/msgpack
//	norm           golang.org/x/text/unicode/norm
//	oauth2         golang.org/x/oauth2
//	retryablehttp  github.com/hashicorp/go-retryablehttp
//	sync           golang.org/x/sync
//	time           golang.org/x/time
//	uuid           github.com/google/uuid
//
// The test in architecture reads this table; the linter's depguard rules say most of it again,
// while one types. Behind it stand five rules. The clients (apigee, paypal) know no Terraform, and
// the services know no wire, so that one file of each entity shows how the two map. Services know
// their one client and not each other. What makes things exactly once or reads them in batches
// (once, collection, object) knows no service, and transport knows neither service's wire. The fake
// shares nothing with what it tests. What computes prices (pricing) can be read without any of the
// rest.
package internal
