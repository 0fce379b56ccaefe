// Package shortcut answers what the plugin framework would answer at a fraction of its cost: the
// framework walks the schema from its root for each value. There are short cuts for objects that
// did not change, which is most of what Terraform asks in a plan, for the plans of new objects, and
// for the long answers of data sources.
//
// A short cut is taken only where the answer is certain, and everything else is left to the
// framework. Everything is derived from the schemas: no resource is known by name.
// internal/provider takes the short cuts, and can run both ways and compare them.
package shortcut
