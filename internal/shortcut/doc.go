// Package shortcut answers for objects that did not change what the plugin framework would answer,
// at a fraction of its cost: most of what Terraform asks in a plan is about such objects, and the
// framework walks the schema from its root for each of their values.
//
// A short cut is taken only where the answer is certain, and everything else, diagnostics above
// all, is left to the framework. Everything is derived from the schemas: no resource is known by
// name. internal/provider takes the short cuts, and can run both ways and compare them.
package shortcut
