package rateplan

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

// refusePublished refuses every change of a published plan by content but a first end date,
// replacement included: the name stays taken, so there could be no successor. It reports whether it
// did.
func refusePublished(ctx context.Context, state planschema.Plan, c change, diags *diag.Diagnostics) bool {
	var changed, lines, missing []string
	for _, d := range planschema.Differences(ctx, c.config, c.plan, c.before) {
		name := d.Path.Steps()[0].String()
		if name == "id" || name == "organization" || name == endName && state.EndDate.IsNull() {
			continue
		}
		if !slices.Contains(changed, name) {
			changed = append(changed, name)
		}
		switch {
		case !d.Configured && d.Known != nil && !d.Known.IsNull():
			missing = append(missing, fmt.Sprintf("  %s = %s", d.Path, literal(d.Known)))
		case name == endName:
			lines = append(lines, fmt.Sprintf("%s: the plan ends at %s already, for good.", d.Path, state.EndDate.ValueString()))
		default:
			lines = append(lines, fmt.Sprintf("%s: the plan has %s, the configuration has %s.", d.Path, literal(d.Known), literal(d.Plan)))
		}
	}
	if len(changed) == 0 {
		return false
	}
	detail := "The service changes nothing of a published plan but an end_date that was not set yet, and the plan cannot be replaced, because its name stays taken.\n\n"
	if len(lines) > 0 {
		detail += strings.Join(lines, "\n") + "\n\n"
	}
	if len(missing) > 0 {
		detail += "The plan has values that the configuration lacks. Add them:\n\n" + strings.Join(missing, "\n") + "\n\n"
	}
	if slices.Contains(changed, "published") {
		detail += "If it was published in another way, such as by the action mint_publish_rate_plan, set published = true. "
	} else if len(lines) > 0 {
		detail += "Revert the edit. "
	}
	detail += fmt.Sprintf("To sell on other terms, add a revision: another mint_rate_plan with parent_rate_plan_id = %q and a later start_date. "+
		"To destroy the plan instead, revert the edit, or use terraform destroy -refresh=false.", state.ID.ValueString())
	diags.AddAttributeError(path.Root(changed[0]), fmt.Sprintf("The %s is published and cannot change: %s", title(state), strings.Join(changed, ", ")), detail)
	return true
}

// literal is a value as it is written in a configuration; nothing is null.
func literal(v attr.Value) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case basetypes.ListValue:
		elements := make([]string, 0, len(v.Elements()))
		for _, element := range v.Elements() {
			elements = append(elements, literal(element))
		}
		return "[" + strings.Join(elements, ", ") + "]"
	case basetypes.ObjectValue:
		var members []string
		for name, member := range v.Attributes() {
			if given(member) {
				members = append(members, name+" = "+literal(member))
			}
		}
		slices.Sort(members)
		return "{ " + strings.Join(members, ", ") + " }"
	case basetypes.BoolValue, basetypes.Int64Value:
		return v.String()
	case basetypes.StringValuable:
		if given(v) {
			text, _ := v.ToStringValue(context.Background())
			return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(strconv.Quote(text.ValueString()))
		}
	}
	return "null"
}
