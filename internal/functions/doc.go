// Package functions holds the provider's functions: charge, fees and bands over rate plans, and
// billing_month. They are pure: no client, no clock, the same answer on every CLI.
//
// A plan arrives as whatever HCL has: a resource, a data source or an object of their attribute
// names, in lists, tuples or sets, numbers as numbers or text, with values that are not known yet.
// decode.go turns the bytes of the protocol into plain Go values, plan.go reads a pricing.Plan of
// those, package pricing does the arithmetic, and encode.go sends the result. The framework
// describes the functions; it does not run them, see [Call].
//
// Numbers in results are numbers, so that they compare equal with literals; what becomes an
// argument of a resource is text, as there.
package functions
