// Package apigee is the typed client for the monetization API of Apigee Edge: developer credit
// limits, supported currencies, billing adjustments, rate plans and the plans developers have
// accepted.
//
// It knows the wire, and only the wire: paths, query parameters, the many shapes in which the
// service answers, and the forms it wants to be asked in. Answers come back as flat structs in
// which every reference is an id, every amount an exact decimal, and a pointer marks a value whose
// absence differs from zero. How requests are authenticated, repeated and classified is the
// business of package transport.
//
// Lists return the whole collection; see [Client.BillingAdjustments] for what a list that
// contradicts itself means. Dates are the service's own text, "YYYY-MM-DD HH:mm:ss" without a zone,
// and are never converted (contract: apigee-mint 1.3).
//
// Create methods post and leave an unknown outcome to the caller; Make methods go through package
// once and post each object exactly once.
//
// Out of scope: everything about Terraform, and endpoints that write what no resource manages.
package apigee
