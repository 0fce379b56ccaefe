// Package apigeefake is a stateful stand-in for the monetization API of Apigee Edge, mounted on a
// [fake.Server].
//
// It holds organizations with their developers, currencies, catalogue, terms, credit limits,
// billing adjustments, rate plans, purchases with the fees charged for them, and suspensions, and
// applies the service's rules to them as the contract states them (contract: apigee-mint and
// apigee-neighbours): ids, defaults, expansion of references, four-decimal numbers, paging, life
// cycles, error bodies. Wherever the contract leaves a question open there is a switch, see
// [Switches]; wherever it is silent the fake refuses what cannot be meant.
//
// Tests see the truth through accessors that return copies, and act as other people do through
// mutators named for what they simulate. Both panic when they name something that does not exist,
// since that is a mistake of the test.
//
// The management API, through which developers' billing settings are written, lives on a root of
// its own with the same credentials: [ManagementBase].
//
// Out of scope: credits, refunds, reports, webhooks, changes of the organization's profile and of
// companies over HTTP, and everything else the provider does not call.
package apigeefake
