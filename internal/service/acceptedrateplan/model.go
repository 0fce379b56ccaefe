package acceptedrateplan

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

// What on_destroy can say.
const (
	expire = "expire"
	retain = "retain"
)

type model struct {
	ID                     types.String     `tfsdk:"id"`
	Organization           types.String     `tfsdk:"organization"`
	DeveloperID            types.String     `tfsdk:"developer_id"`
	RatePlanID             types.String     `tfsdk:"rate_plan_id"`
	StartDate              fwtypes.DateTime `tfsdk:"start_date"`
	EndDate                fwtypes.DateTime `tfsdk:"end_date"`
	QuotaTarget            types.Int64      `tfsdk:"quota_target"`
	WaiveSetUpFees         types.Bool       `tfsdk:"waive_set_up_fees"`
	ReplaceConflicting     types.Bool       `tfsdk:"replace_conflicting"`
	WaiveTerminationCharge types.Bool       `tfsdk:"waive_termination_charge"`
	OnDestroy              types.String     `tfsdk:"on_destroy"`
	CurrentRatePlanID      types.String     `tfsdk:"current_rate_plan_id"`
}

type identityModel struct {
	Organization types.String `tfsdk:"organization"`
	DeveloperID  types.String `tfsdk:"developer_id"`
	ID           types.String `tfsdk:"id"`
}

// title names the purchase in messages; while it is imported there is only its id.
func (m model) title() string {
	if m.RatePlanID.IsNull() {
		return "purchase " + m.ID.ValueString() + " of " + m.DeveloperID.ValueString()
	}
	return fmt.Sprintf("purchase of rate plan %s by %s from %s", m.RatePlanID.ValueString(), m.DeveloperID.ValueString(), m.StartDate.ValueString())
}

func (m model) object() fwkit.Object {
	return fwkit.Object{Title: m.title(), Identity: identityModel{m.Organization, m.DeveloperID, m.ID}, Organization: m.Organization}
}

// key is what the service refuses to sell twice.
func (m model) key() string {
	return strings.Join([]string{strings.ToLower(m.DeveloperID.ValueString()), m.RatePlanID.ValueString(), day(m.StartDate)}, "\n")
}

// changes reports whether a plan has anything to send for a purchase as it is in the state.
func (m model) changes(state model) bool {
	return day(m.EndDate) != day(state.EndDate) || m.QuotaTarget.ValueInt64() != state.QuotaTarget.ValueInt64()
}

// day is the day of a date; the service keeps some with a time of day, which means nothing
// (contract: apigee-mint 1.3, 4.6).
func day(date fwtypes.DateTime) string { return apigee.Day(date.Wire()) }

func expand(m model) apigee.Purchase {
	return apigee.Purchase{
		RatePlanID: m.RatePlanID.ValueString(), StartDate: m.StartDate.Wire(), EndDate: m.EndDate.Wire(),
		QuotaTarget:    apigee.Count{Value: m.QuotaTarget.ValueInt64Pointer()},
		WaiveSetUpFees: m.WaiveSetUpFees.ValueBool(), ReplaceConflicting: m.ReplaceConflicting.ValueBool(),
		WaiveTerminationCharge: m.WaiveTerminationCharge.ValueBool(),
	}
}

// flatten is the purchase as the service has it, in the state known of it. bought is the one with
// the id of the state, and current the one in which it goes on. After a revision the state keeps
// the plan and the start that were bought.
func flatten(organization string, bought, current apigee.AcceptedRatePlan, known model) model {
	m := known
	m.ID, m.Organization = types.StringValue(bought.ID), types.StringValue(organization)
	m.CurrentRatePlanID = types.StringValue(current.RatePlan.ID)
	if known.DeveloperID.IsNull() {
		m.DeveloperID = types.StringValue(cmp.Or(bought.Developer.Email, bought.Developer.ID))
	}
	if !current.IsOf(known.RatePlanID.ValueString()) {
		m.RatePlanID = types.StringValue(bought.RatePlan.ID)
	}
	if moved := m.RatePlanID.ValueString() != current.RatePlan.ID; known.StartDate.IsNull() || !moved && day(known.StartDate) != apigee.Day(bought.StartDate) {
		m.StartDate = fwtypes.NewDateTimeValue(bought.StartDate)
	}
	switch {
	case current.EndDate == "":
		m.EndDate = fwtypes.NewDateTimeNull()
	case day(known.EndDate) != apigee.Day(current.EndDate):
		m.EndDate = fwtypes.NewDateTimeValue(current.EndDate)
	}
	m.QuotaTarget = types.Int64Value(0)
	if quota := current.QuotaTarget.Value; quota != nil {
		m.QuotaTarget = types.Int64Value(*quota)
	}
	return m
}

// asImported has what no answer tells.
func (m model) asImported() model {
	m.WaiveSetUpFees, m.ReplaceConflicting, m.WaiveTerminationCharge = types.BoolValue(false), types.BoolValue(false), types.BoolValue(false)
	m.OnDestroy = types.StringValue(expire)
	return m
}

// kept is what a plan of the resource needs and its state does not show.
type kept struct {
	TimeZone       string `json:"time_zone"`
	TerminationFee string `json:"termination_fee"` // with its currency; empty for none
}

func keptOf(a apigee.AcceptedRatePlan) kept {
	k := kept{TimeZone: a.RatePlan.Organization.TimeZone}
	if fee := a.RatePlan.EarlyTerminationFee.Value; fee != nil && fee.IsPositive() {
		k.TerminationFee = money(*fee, a.RatePlan)
	}
	return k
}

// local is a time on the organization's clock.
func (k kept) local(now time.Time) time.Time { return now.In(planschema.Zone(k.TimeZone)) }

// today is the organization's day.
func (k kept) today(now time.Time) string { return k.local(now).Format(time.DateOnly) }

func (k kept) begun(m model, now time.Time) bool {
	return m.StartDate.Wire() <= k.local(now).Format(time.DateTime)
}

func (k kept) ended(m model, now time.Time) bool {
	return !m.EndDate.IsNull() && !m.EndDate.IsUnknown() && day(m.EndDate) < k.today(now)
}
