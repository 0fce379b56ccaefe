package rateplan

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

// planArguments name the plan of an action.
func planArguments() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"monetization_package_id": schema.StringAttribute{
			Required: true, MarkdownDescription: "Id of the monetization package.", Validators: []validator.String{fwtypes.NotEmpty()},
		},
		"id": schema.StringAttribute{
			Required: true, MarkdownDescription: "Id of the plan, as `mint_rate_plan` has it.", Validators: []validator.String{fwtypes.NotEmpty()},
		},
	}
}

// planAction is an action on one rate plan.
type planAction struct {
	fwkit.Action[*apigee.Client]
}

// current is the plan as the service has it now, as a model for messages and whole.
func (a *planAction) current(
	ctx context.Context, doing string, packageID, id types.String, diags *diag.Diagnostics,
) (m planschema.Plan, plan apigee.RatePlan, ok bool) {
	m.PackageID, m.ID = packageID, id
	plan, err := a.Client.RatePlans.In(packageID.ValueString()).Get(ctx, id.ValueString())
	if err != nil {
		remedy := ""
		if apigee.IsNotFound(err) {
			remedy = "Check the ids. The data source mint_rate_plans lists the plans of a package with current = false and show_private = true."
		}
		diags.Append(fwkit.Failure("Cannot "+doing+" the "+title(m), err, remedy, nil)...)
	}
	return m, plan, err == nil
}

// send sends a whole plan. done tells what it comes to, such as "Published: rate plan ...", and
// took whether an answer shows it.
func (a *planAction) send(
	ctx context.Context, doing, done string, m planschema.Plan, plan apigee.RatePlan, took func(apigee.RatePlan) bool, resp *action.InvokeResponse,
) {
	answer, lost, err := put(ctx, a.Client, m.PackageID.ValueString(), plan, took)
	if err != nil {
		resp.Diagnostics.Append(fwkit.InvokeFailure(doing+" the "+title(m), err, changeRemedy(err))...)
		return
	}
	if lost {
		done += ". The answer was lost, so the plan was read again"
	}
	fwkit.Progress(resp, "%s", done)
	if differences := plan.Differences(answer); len(differences) > 0 {
		resp.Diagnostics.AddWarning("The service recorded other values for the "+title(m), "It answers that "+strings.Join(differences, "; ")+".")
	}
}

// put sends a whole plan, and asks for it again when the answer says that it was not taken: a lost
// answer is sent again, and the service refuses the second one because of the first. It reports
// whether done holds of the plan in the end.
func put(
	ctx context.Context, client *apigee.Client, packageID string, plan apigee.RatePlan, done func(apigee.RatePlan) bool,
) (answer apigee.RatePlan, lost bool, err error) {
	plans := client.RatePlans.In(packageID)
	// Not Update: the plan may be one that a resource of this run manages, which is why it is
	// changed.
	answer, err = plans.Kind.Put(ctx, plan)
	if err == nil && done(answer) {
		return answer, false, nil
	}
	if ctx.Err() != nil && err != nil && !apigee.IsAmbiguous(err) {
		return answer, false, err
	}
	now, unread := plans.Get(context.WithoutCancel(ctx), plan.ID)
	switch {
	case unread == nil && done(now):
		return now, err != nil, nil
	case err == nil:
		err = errors.New("the service accepted the request, and the plan does not show it")
	}
	return answer, false, err
}

// contentProblems are why a plan should not be published, by the rules of the resource.
func contentProblems(ctx context.Context, organization string, plan apigee.RatePlan, diags *diag.Diagnostics) {
	m, more := planschema.Flatten(ctx, organization, plan, planschema.Plan{})
	diags.Append(more...)
	problems, more := allProblems(ctx, m)
	diags.Append(more...)
	for _, p := range problems {
		summary := fmt.Sprintf("The %s: %s", title(m), p.summary)
		if p.doubtful {
			diags.AddWarning(summary, p.text()+" Publishing cannot be undone.")
		} else {
			diags.AddError(summary, p.text()+" Publishing cannot be undone, so this is refused. Change the draft first.")
		}
	}
}

var _ fwkit.InvokedAction = (*publishAction)(nil)

type publishAction struct{ planAction }

type publishConfig struct {
	PackageID types.String `tfsdk:"monetization_package_id"`
	ID        types.String `tfsdk:"id"`
}

// NewPublish returns the action mint_publish_rate_plan.
func NewPublish() action.Action {
	return &publishAction{planAction{fwkit.Action[*apigee.Client]{TypeName: "mint_publish_rate_plan", DefineSchema: publishSchema}}}
}

func publishSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Publishes a draft of a rate plan as it is. A plan that is published already is left alone and nothing is sent. Terraform 1.14.1 or newer.\n\n" +
			"~> **Publishing is final.** What the rules of `mint_rate_plan` refuse is refused here too.\n\n" +
			"~> **If a `mint_rate_plan` manages the draft**, set `published = true` there after the action: until then each plan is refused, because a published plan cannot become a draft again.\n\n" +
			"~> **A failed action is not run again** by its trigger. Use `terraform apply -invoke=action.TYPE.NAME`, which looks first.",
		Attributes: planArguments(),
	}
}

// ModifyPlan reads the plan and checks what would be published.
func (a *publishAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var c publishConfig
	if !a.Planned(ctx, req.Config, &c, &resp.Diagnostics) || !given(c.PackageID) || !given(c.ID) {
		return
	}
	m, plan, ok := a.current(ctx, "publish", c.PackageID, c.ID, &resp.Diagnostics)
	switch {
	case !ok:
	case bool(plan.Published):
		resp.Diagnostics.AddWarning("Already published: "+title(m), "Nothing will be sent.")
	default:
		contentProblems(ctx, a.Client.Organization(), plan, &resp.Diagnostics)
	}
}

// Invoke publishes the plan, or finds it published.
func (a *publishAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var c publishConfig
	if !a.Invoked(ctx, req.Config, &c, &resp.Diagnostics) {
		return
	}
	m, plan, ok := a.current(ctx, "publish", c.PackageID, c.ID, &resp.Diagnostics)
	if !ok {
		return
	}
	if plan.Published {
		fwkit.Progress(resp, "Found published, nothing was sent: %s", title(m))
		return
	}
	contentProblems(ctx, a.Client.Organization(), plan, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	fwkit.Progress(resp, "Publishing the %s", title(m))
	plan.Published = true
	a.send(ctx, "publish", "Published: "+title(m), m, plan, func(p apigee.RatePlan) bool { return bool(p.Published) }, resp)
}

var _ fwkit.InvokedAction = (*expireAction)(nil)

type expireAction struct{ planAction }

type expireConfig struct {
	PackageID types.String     `tfsdk:"monetization_package_id"`
	ID        types.String     `tfsdk:"id"`
	EndDate   fwtypes.DateTime `tfsdk:"end_date"`
}

// NewExpire returns the action mint_expire_rate_plan.
func NewExpire() action.Action {
	return &expireAction{planAction{fwkit.Action[*apigee.Client]{TypeName: "mint_expire_rate_plan", DefineSchema: expireSchema}}}
}

func expireSchema() schema.Schema {
	attributes := planArguments()
	attributes[endName] = schema.StringAttribute{
		Required: true, CustomType: fwtypes.DateTimeType{},
		MarkdownDescription: "Last day, `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`, in the organization's time zone: today or later, and not before the plan starts.",
	}
	return schema.Schema{
		MarkdownDescription: "Ends a published rate plan, whose end cannot be moved afterwards. A plan that ends then already is left alone and nothing is sent; one that ends at another time is refused. " +
			"Terraform 1.14.1 or newer.\n\n" +
			"A `mint_rate_plan` that manages the plan and has no `end_date` takes the end over without a change; one with another `end_date` is refused in its next plan.\n\n" +
			"~> **A failed action is not run again** by its trigger. Use `terraform apply -invoke=action.TYPE.NAME`, which looks first.",
		Attributes: attributes,
	}
}

// ModifyPlan reads the plan and refuses an end that it cannot have.
func (a *expireAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var c expireConfig
	if !a.Planned(ctx, req.Config, &c, &resp.Diagnostics) || !given(c.PackageID) || !given(c.ID) {
		return
	}
	m, plan, ok := a.current(ctx, "end", c.PackageID, c.ID, &resp.Diagnostics)
	if !ok || c.EndDate.IsUnknown() {
		return
	}
	if a.endsThen(m, plan, c.EndDate, &resp.Diagnostics) {
		resp.Diagnostics.AddWarning(fmt.Sprintf("Ends at %s already: %s", c.EndDate.ValueString(), title(m)), "Nothing will be sent.")
	}
}

// endsThen reports whether the plan ends at that time already, and adds an error where it cannot.
func (a *expireAction) endsThen(m planschema.Plan, plan apigee.RatePlan, end fwtypes.DateTime, diags *diag.Diagnostics) bool {
	at := path.Root(endName)
	set, start := planschema.Date(string(plan.EndDate)), planschema.Date(plan.StartDate)
	zone := planschema.Zone(plan.Organization.TimeZone)
	today := fwtypes.NewDateTimeValue(a.Client.Now().In(zone).Format(time.DateOnly))
	refuse := func(why, remedy string) {
		diags.AddAttributeError(at, fmt.Sprintf("Cannot end the %s at %s: %s", title(m), end.ValueString(), why), remedy)
	}
	switch {
	case !bool(plan.Published):
		refuse("it is a draft", "Nobody can buy a draft, so it needs no end. Delete it, or give it an end_date in the configuration that manages it.")
	case !set.IsNull() && set.Compare(end) == 0:
		return true
	case !set.IsNull():
		refuse("it ends at "+set.ValueString(), "An end that is set cannot be moved.")
	case end.Before(start):
		refuse("it starts at "+start.ValueString(), "Choose an end that is not before the start.")
	case end.Before(today):
		refuse("that is past", fmt.Sprintf("Choose %s or later. Today is by the organization's time zone, %s.", today.ValueString(), zone))
	}
	return false
}

// Invoke ends the plan, or finds it ended.
func (a *expireAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var c expireConfig
	if !a.Invoked(ctx, req.Config, &c, &resp.Diagnostics) {
		return
	}
	m, plan, ok := a.current(ctx, "end", c.PackageID, c.ID, &resp.Diagnostics)
	if !ok {
		return
	}
	if a.endsThen(m, plan, c.EndDate, &resp.Diagnostics) {
		fwkit.Progress(resp, "Found with this end, nothing was sent: %s ends at %s", title(m), c.EndDate.ValueString())
		return
	}
	if resp.Diagnostics.HasError() {
		return
	}
	fwkit.Progress(resp, "Ending the %s at %s", title(m), c.EndDate.ValueString())
	plan.EndDate = apigee.Text(c.EndDate.Wire())
	ended := func(p apigee.RatePlan) bool { return planschema.Date(string(p.EndDate)).Compare(c.EndDate) == 0 }
	a.send(ctx, "end", fmt.Sprintf("Ended: %s ends at %s", title(m), c.EndDate.ValueString()), m, plan, ended, resp)
}
