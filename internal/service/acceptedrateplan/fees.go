package acceptedrateplan

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// money is an amount with the currency of a plan.
func money(amount decimal.Decimal, p apigee.RatePlan) string {
	return amount.String() + " " + strings.ToUpper(string(p.Currency))
}

func feesOf(p apigee.RatePlan) pricing.Fees {
	fee := func(a apigee.Amount) (arg pricing.Arg[decimal.Decimal]) {
		if a.Value != nil {
			arg = pricing.Known(*a.Value)
		}
		return arg
	}
	terms := pricing.FeeTerms{
		SetUpFee: fee(p.SetUpFee), RecurringFee: fee(p.RecurringFee), EarlyTerminationFee: fee(p.EarlyTerminationFee),
		Advance: pricing.Known(bool(p.Advance)), Prorate: pricing.Known(bool(p.Prorate)),
	}
	if p.RecurringType != "" {
		terms.RecurringType = pricing.Known(string(p.RecurringType))
	}
	return pricing.FeesOf(terms)
}

// warnFees says what a purchase charges at once, and what it will (contract: apigee-neighbours 5).
func warnFees(plan model, offer apigee.RatePlan, diags *diag.Diagnostics) {
	fees := feesOf(offer)
	setUp, _ := fees.SetUp.Get()
	recurring, _ := fees.Recurring.Get()
	termination, _ := fees.EarlyTermination.Get()
	total, exact := fees.FirstInvoice.Get()
	if !exact {
		total = setUp.Add(recurring) // a part of the recurring fee, at most all of it
	}
	first := total.Sub(setUp)
	var lines []string
	switch {
	case plan.WaiveSetUpFees.ValueBool() && setUp.IsPositive():
		lines = append(lines, "The set-up fee of "+money(setUp, offer)+" is waived.")
		total = first
	case setUp.IsPositive():
		lines = append(lines, "The set-up fee is "+money(setUp, offer)+".")
	}
	every := fmt.Sprintf(" every %s %s", offer.FrequencyDuration, offer.FrequencyDurationType)
	switch {
	case first.IsPositive() && !exact:
		lines = append(lines, "The first recurring fee is the part of "+money(recurring, offer)+" for the rest of its period; then "+money(recurring, offer)+every+".")
	case first.IsPositive():
		lines = append(lines, "The first recurring fee is "+money(recurring, offer)+", which is charged"+every+" in advance.")
	case recurring.IsPositive():
		lines = append(lines, "The recurring fee is "+money(recurring, offer)+every+", charged afterwards.")
	}
	if termination.IsPositive() {
		lines = append(lines, "Ending the purchase early costs "+money(termination, offer)+".")
	}
	upTo := ""
	if !exact {
		upTo = "up to "
	}
	buying := fmt.Sprintf("Buying rate plan %s for %s from %s", plan.RatePlanID.ValueString(), plan.DeveloperID.ValueString(), day(plan.StartDate))
	switch {
	case total.IsPositive():
		diags.AddWarning(buying+" charges "+upTo+money(total, offer)+" at once", strings.Join(append(lines, "A prepaid developer needs that in the balance; tax may be added."), " "))
	case recurring.IsPositive():
		diags.AddWarning(buying+" will charge "+money(recurring, offer)+every, strings.Join(lines, " "))
	}
}

// warnReplaced says what replace_conflicting ends: every other purchase of a plan whose package
// shares a product (contract: apigee-neighbours 5).
func (r *purchaseResource) warnReplaced(ctx context.Context, plan model, offer apigee.RatePlan, replaced string, diags *diag.Diagnostics) {
	buying := fmt.Sprintf("Buying rate plan %s for %s from %s", plan.RatePlanID.ValueString(), plan.DeveloperID.ValueString(), day(plan.StartDate))
	all, err := r.Client.PurchasesOf(ctx, plan.DeveloperID.ValueString()).List(ctx)
	var lines, fees []string
	for _, other := range all {
		var shared bool
		if err == nil && other.ID != replaced && !other.IsOf(plan.RatePlanID.ValueString()) && overlaps(other, plan) {
			shared, err = r.sharesProduct(ctx, string(other.RatePlan.PackageID), string(offer.PackageID))
		}
		if !shared {
			continue
		}
		line := fmt.Sprintf("  - rate plan %s (%s) of package %s since %s, purchase %s", other.RatePlan.ID, other.RatePlan.Name, other.RatePlan.PackageID, apigee.Day(other.StartDate), other.ID)
		fee, _ := feesOf(other.RatePlan).EarlyTermination.Get()
		switch begun := other.Begun(r.Client.Now()); {
		case !begun:
			line += ", which has not begun"
		case fee.IsPositive() && !plan.WaiveTerminationCharge.ValueBool():
			line += ", with an early termination fee of " + money(fee, other.RatePlan)
			fees = append(fees, money(fee, other.RatePlan))
		}
		lines = append(lines, line)
	}
	switch {
	case err != nil:
		diags.AddAttributeWarning(path.Root("replace_conflicting"), buying+" may end other purchases", "Which ones could not be read: "+err.Error())
	case len(lines) > 0:
		charges := ""
		if len(fees) > 0 {
			charges = " and charges " + strings.Join(fees, " and ") + " for that"
		}
		diags.AddAttributeWarning(path.Root("replace_conflicting"), fmt.Sprintf("%s ends %s%s", buying, others(len(lines)), charges),
			"Their packages share a product with that of the new plan:\n\n"+strings.Join(lines, "\n")+
				"\n\nThey end the day before. Where Terraform manages one of them, remove its resource, or set its end_date to that day; its next plan would take the end away again.")
	}
}

func others(n int) string {
	if n == 1 {
		return "another purchase"
	}
	return fmt.Sprintf("%d other purchases", n)
}

// overlaps reports whether a purchase has a day in common with a planned one.
func overlaps(a apigee.AcceptedRatePlan, plan model) bool {
	return (a.EndDate == "" || apigee.Day(a.EndDate) >= day(plan.StartDate)) &&
		(plan.EndDate.IsNull() || plan.EndDate.IsUnknown() || apigee.Day(a.StartDate) <= day(plan.EndDate))
}

func (r *purchaseResource) sharesProduct(ctx context.Context, one, other string) (bool, error) {
	if one == other || other == "" {
		return true, nil
	}
	first, err := r.Client.Packages.Select(ctx, one)
	if err != nil || len(first) == 0 {
		return true, err
	}
	second, err := r.Client.Packages.Select(ctx, other)
	if err != nil || len(second) == 0 {
		return true, err
	}
	return slices.ContainsFunc(first[0].Products, func(product apigee.Ref) bool { return slices.Contains(second[0].Products, product) }), nil
}

// announceChange says what another end will charge.
func (r *purchaseResource) announceChange(state, plan model, known kept, diags *diag.Diagnostics) {
	switch {
	case plan.EndDate.IsUnknown() || day(plan.EndDate) == day(state.EndDate):
	case plan.EndDate.IsNull():
		diags.AddAttributeWarning(path.Root("end_date"), fmt.Sprintf("The end of the %s, %s, will be taken away", state.title(), day(state.EndDate)),
			fmt.Sprintf("The configuration has no end_date. If another purchase replaced this one, or somebody ended it on purpose, set end_date = %q.", day(state.EndDate)))
	case known.TerminationFee != "" && known.begun(state, r.Client.Now()) && !plan.WaiveTerminationCharge.ValueBool():
		diags.AddAttributeWarning(path.Root("end_date"), fmt.Sprintf("Ending the %s on %s may charge %s", state.title(), day(plan.EndDate), known.TerminationFee),
			"That is the early termination fee of the plan, which is charged once for an end within the contract's term. waive_termination_charge = true waives it.")
	}
}

// announceEnd says what destroying a purchase does, and what it charges.
func (r *purchaseResource) announceEnd(state model, known kept, diags *diag.Diagnostics) {
	switch {
	case state.OnDestroy.ValueString() == retain:
		diags.AddWarning(fmt.Sprintf("The %s goes on", state.title()), "on_destroy is retain: Terraform only forgets it, and its fees go on to be charged.")
		return
	case r.Known() && known.ended(state, r.Client.Now()), !r.Provider.MarkEnd(typeName, state.ID.ValueString(), diags):
		return
	case r.Provider.Noted(boughtKey, state.key()):
		refuseAgain(state, diags) // nothing orders the two plans
	case !r.Known():
		diags.AddWarning(fmt.Sprintf("The %s will be cancelled or ended", state.title()), "Before its start it is cancelled, and afterwards it ends today, which may charge an early termination fee.")
	case !known.begun(state, r.Client.Now()):
		diags.AddWarning(fmt.Sprintf("The %s will be cancelled before its start", state.title()), "Whether fees that were charged for it are paid back is for the service to say.")
	case day(state.EndDate) == known.today(r.Client.Now()):
		diags.AddWarning(fmt.Sprintf("The %s ends today, %s, by itself", state.title(), day(state.EndDate)), "Nothing is sent to the service: Terraform only forgets it.")
	default:
		today, charge, fee := known.today(r.Client.Now()), "", "The plan has no early termination fee."
		switch {
		case known.TerminationFee != "" && state.WaiveTerminationCharge.ValueBool():
			fee = "The early termination fee of " + known.TerminationFee + " is waived."
		case known.TerminationFee != "":
			charge, fee = " and may charge "+known.TerminationFee, "The early termination fee of "+known.TerminationFee+" is charged once for an end within the contract's term. To waive it, apply waive_termination_charge = true first."
		}
		diags.AddWarning(fmt.Sprintf("The %s will end today, %s%s", state.title(), today, charge), "The service does not delete a purchase that has begun. Usage is charged until midnight. "+fee)
	}
}
