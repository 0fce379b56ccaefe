package rateplan

import "github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"

func createRemedy(asked apigee.RatePlan, err error) string {
	switch {
	case apigee.IsConflict(err):
		return "The name is taken in this package, or gives the id of a plan that is there: the service makes the id of the name, in lower case. The name of a published plan is never freed, not even by destroying it. " +
			"Choose another name; or import the plan that has it; or, to follow a published plan, make a revision with parent_rate_plan_id."
	case apigee.IsNotFound(err):
		return "Check what the plan refers to: monetization_package_id, currency (a supported currency of the organization), developer_id, developer_category_id, parent_rate_plan_id, and product_id of each detail (a product of the package)."
	case apigee.IsInvalid(err) && asked.Parent.ID != "":
		return "A revision needs a published parent, a start_date later than that of its parent, and later than the parent's end_date if it has one."
	case apigee.IsInvalid(err):
		return "Revenue is shared in the organization's own currency only, and rates have at most as many decimals as the organization allows."
	}
	return ""
}

func changeRemedy(err error) string {
	switch {
	case apigee.IsNotFound(err):
		return "The plan, or something it refers to, is gone. Check currency, developer_id, developer_category_id and product_id, and plan again."
	case apigee.IsInvalid(err):
		return "If the plan was published or ended meanwhile, plan again, which shows it. An end_date can only be today or later, by the clock of the organization's time zone."
	}
	return ""
}

func deleteRemedy(err error) string {
	if apigee.IsInvalid(err) || apigee.IsConflict(err) {
		return "Only drafts can be deleted. If the plan was published meanwhile, plan again: destroying it then ends it."
	}
	return ""
}

func endRemedy(err error) string {
	if apigee.IsInvalid(err) {
		return "If the service takes the date for past, today has not the same date in the organization's time zone: destroy again the next day. Or set end_date in the configuration yourself, apply, and destroy then."
	}
	return ""
}
