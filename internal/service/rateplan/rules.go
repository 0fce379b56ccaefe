package rateplan

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// problem is why the service would refuse a configuration, or would not do what it says.
type problem struct {
	at              path.Path
	summary, detail string
}

// planProblems checks the arguments of a plan against each other, as far as they are known:
// what is unknown is never a problem. What a detail says is checked by detailProblems.
func planProblems(m resourceModel) []problem {
	problems := audienceProblems(m)
	root := path.Empty()
	problems = append(problems, pairProblems(root, "frequency_duration", m.FrequencyDuration, m.FrequencyDurationType)...)
	problems = append(problems, pairProblems(root, "contract_duration", m.ContractDuration, m.ContractDurationType)...)
	problems = append(problems, freemiumProblems(root, m.FreemiumUnit, m.FreemiumDuration, m.FreemiumDurationType)...)
	if m.EndDate.Before(m.StartDate) {
		problems = append(problems, problem{path.Root("end_date"), "The plan ends before it starts",
			fmt.Sprintf("end_date %s is earlier than start_date %s. Choose a later end, or leave it out for a plan without end.", m.EndDate.ValueString(), m.StartDate.ValueString())})
	}
	if m.KeepOriginalStartDate.ValueBool() && m.ParentID.IsNull() {
		problems = append(problems, problem{path.Root("keep_original_start_date"), "Only a revision can keep a start date",
			"keep_original_start_date is for the subscribers of a parent, and parent_rate_plan_id is not set. Set it, or leave keep_original_start_date out."})
	}
	return problems
}

// audienceProblems checks whom the plan is for (contract: apigee-mint 4.2).
func audienceProblems(m resourceModel) []problem {
	if m.Type.IsUnknown() {
		return nil
	}
	planType := m.Type.ValueString()
	if m.Type.IsNull() {
		planType = standard
	}
	var problems []problem
	for _, audience := range []struct {
		name, planType string
		value          types.String
	}{
		{"developer_id", developer, m.DeveloperID},
		{"developer_category_id", developerCategory, m.DeveloperCategoryID},
	} {
		at := path.Root(audience.name)
		switch {
		case audience.planType == planType && audience.value.IsNull():
			problems = append(problems, problem{at, "The plan is for nobody",
				fmt.Sprintf("A plan of type %s needs %s. Set it, or choose another type.", planType, audience.name)})
		case audience.planType != planType && given(audience.value):
			problems = append(problems, problem{at, "The plan is for somebody else",
				fmt.Sprintf("%s is for plans of type %s, and this one is of type %s. Set type = %q, or leave %s out.", audience.name, audience.planType, planType, audience.planType, audience.name)})
		}
	}
	return problems
}

// pairProblems checks a duration and its unit, which mean nothing without each other.
func pairProblems(parent path.Path, name string, duration types.Int64, unit types.String) []problem {
	unitName := name + "_type"
	switch {
	case given(duration) && unit.IsNull():
		return []problem{{parent.AtName(unitName), "A duration without a unit",
			fmt.Sprintf("%s is %d, but of what? Set %s, or leave both out.", name, duration.ValueInt64(), unitName)}}
	case given(unit) && duration.IsNull():
		return []problem{{parent.AtName(name), "A unit without a duration",
			fmt.Sprintf("%s is %s, but how many? Set %s, or leave both out.", unitName, unit.ValueString(), name)}}
	}
	return nil
}

// freemiumProblems checks what is free at first: how much, for how long, and its unit. Zeros
// are how the service writes that nothing is (contract: apigee-mint 4.3).
func freemiumProblems(parent path.Path, unit fwtypes.Decimal, duration types.Int64, durationType types.String) []problem {
	some := given(unit) && !unit.Decimal().IsZero() || given(duration) && duration.ValueInt64() != 0 || given(durationType) && duration.IsNull()
	if !some {
		return nil
	}
	var problems []problem
	for _, member := range []struct {
		name  string
		value attr.Value
	}{{"freemium_unit", unit}, {"freemium_duration", duration}, {"freemium_duration_type", durationType}} {
		if member.value.IsNull() {
			problems = append(problems, problem{parent.AtName(member.name), "Free usage is given only in part",
				fmt.Sprintf("freemium_unit, freemium_duration and freemium_duration_type belong together, and %s is missing. Set all three (0 for no limit of this kind), or none.", member.name)})
		}
	}
	return problems
}

// given reports whether a value is known and not null.
func given(v attr.Value) bool { return !v.IsNull() && !v.IsUnknown() }
