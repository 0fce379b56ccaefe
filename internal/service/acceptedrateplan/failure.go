package acceptedrateplan

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// createFailure says why a plan was not bought: what stands in the way, and what is missing.
func (r *purchaseResource) createFailure(ctx context.Context, plan model, err error) diag.Diagnostics {
	at, summary, remedy := "rate_plan_id", "Cannot make the "+plan.title(), ""
	switch apigee.RefusalOf(err) {
	case apigee.RefusedFunds:
		at, remedy = "developer_id", "Top up the developer's balance, and apply again. Nothing was charged."
		if missing, ok := apigee.MissingFunds(err); ok {
			currency := ""
			if offer, known := r.Client.KnownRatePlan(ctx, plan.RatePlanID.ValueString()); known {
				currency = " " + strings.ToUpper(string(offer.Currency))
			}
			summary += fmt.Sprintf(": %s%s are missing", missing, currency)
		}
	case apigee.RefusedOverlap:
		remedy = "End what is in the way first, or let it end by itself: end_date is the last day. Or set replace_conflicting = true, which ends it; the plan then lists what that is."
		if overlaps := apigee.Overlaps(err); len(overlaps) > 0 {
			summary += ": it overlaps " + inTheWay(overlaps)
		}
	case apigee.RefusedTwice:
		remedy = "The developer has this plan already in that time. " + r.bought(ctx, plan)
	case apigee.RefusedDraft:
		remedy = "Publish the plan: published = true of mint_rate_plan, which cannot be undone."
	case apigee.RefusedDates:
		at, remedy = "start_date", "start_date must be today or later, in the organization's time zone, and both dates within those of the plan."
	case apigee.RefusedLegalName:
		at, remedy = "developer_id", "Give the developer a legal name: legal_name of mint_developer_billing."
	case apigee.RefusedAddress:
		at, remedy = "developer_id", "Give the developer an address: address of mint_developer_billing."
	default:
		return fwkit.CreateFailure(typeName, plan.title(), err, otherRemedy(err), func(id string) string {
			return fwkit.JoinLast(plan.DeveloperID.ValueString(), id)
		})
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(at), summary, err.Error()+"\n\n"+remedy)}
}

func inTheWay(overlaps []apigee.Overlap) string {
	var texts []string
	for _, o := range overlaps {
		text := "rate plan " + o.PlanID
		if o.PlanName != "" {
			text += " (" + o.PlanName + ")"
		}
		if len(o.Products) > 0 {
			text += " in " + strings.Join(o.Products, ", ")
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

// bought names the purchases of the plan that the developer has, to be imported.
func (r *purchaseResource) bought(ctx context.Context, plan model) string {
	var blocks strings.Builder
	all, _ := r.Client.PurchasesOf(ctx, plan.DeveloperID.ValueString()).List(ctx) // the refusal is what counts
	for _, a := range all {
		if a.IsOf(plan.RatePlanID.ValueString()) {
			fmt.Fprintf(&blocks, "\n\nimport {\n  to = %s.NAME\n  id = %q\n} # from %s", typeName, fwkit.JoinLast(plan.DeveloperID.ValueString(), a.ID), apigee.Day(a.StartDate))
		}
	}
	if blocks.Len() == 0 {
		return "Import that purchase, or choose another time."
	}
	return "Import that purchase with its own start_date, or choose another time:" + blocks.String()
}

func otherRemedy(err error) string {
	switch {
	case apigee.IsNotFound(err):
		return "Check developer_id (email or UUID of a developer, or name of a company) and rate_plan_id."
	case apigee.IsInvalid(err):
		return "A purchase needs a developer who has accepted the current terms and conditions (the action mint_accept_terms does it in the developer's name), " +
			"with a billing type, a legal name and an address (mint_developer_billing), and a published plan that is for this developer."
	}
	return ""
}

func changeRemedy(err error) string {
	if apigee.IsInvalid(err) {
		return "An end must be today or later, in the organization's time zone, and not after the plan's own end. One that has passed cannot change: plan again."
	}
	return ""
}

func endRemedy(err error) string {
	switch {
	case apigee.RefusalOf(err) == apigee.RefusedDelete:
		return "It has begun meanwhile. Destroy again: it then ends today."
	case apigee.IsInvalid(err):
		return "If the service takes the date for past, today has not the same date in the organization's time zone: destroy again the next day. To stop managing the purchase, use a removed block with destroy = false."
	}
	return ""
}
