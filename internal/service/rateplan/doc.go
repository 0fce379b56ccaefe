// Package rateplan manages the price lists of monetization packages and looks them up (contract:
// apigee-mint 4).
//
// A plan is a draft until it is published, and then stays what it is: only a first end date can be
// set. So the resource refuses every other change of a published plan while planning, and
// destroying one ends it instead of deleting it.
//
// The actions mint_publish_rate_plan and mint_expire_rate_plan do one of the two to a plan that
// need not be managed, by the same rules.
//
// Out of scope: purchases and the plans' packages, products and developers, which are made
// elsewhere, and everything about the wire, which package apigee knows.
package rateplan
