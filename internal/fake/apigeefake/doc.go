// Package apigeefake is a stateful stand-in for the monetization API of Apigee Edge, mounted on a [fake.Server].
//
// It holds organizations with their developers, currencies, catalogue, credit limits, billing adjustments and rate plans, and applies the service's rules to
// them as the contract states them (contract: apigee-mint): ids, defaults, expansion of references, four-decimal numbers, paging, life cycles, error bodies.
// Wherever the contract leaves a question open there is a switch, see [Switches]; wherever it is silent the fake refuses what cannot be meant.
//
// Tests see the truth through accessors that return copies, and act as other people do through mutators named for what they simulate. Both panic when they
// name something that does not exist, since that is a mistake of the test.
//
// Out of scope: prepaid balances, purchases over HTTP, reports, terms and conditions, webhooks, and everything else the provider does not call.
package apigeefake
