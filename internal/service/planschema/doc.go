// Package planschema is a rate plan as Terraform shows it: the models, the schema attributes of
// resources and data sources, and the way from the service's answer into a model (contract:
// apigee-mint 4.2 to 4.4). Rate plans and purchases of them share it.
//
// What the service writes for nothing (a fee of zero, free usage of zero, a detail's currency that
// is the plan's) is null in a model, unless the model known before spells it out.
package planschema
