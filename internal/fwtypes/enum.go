package fwtypes

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

var _ validator.String = oneOf{}

type oneOf struct {
	values []string
	others bool // other values pass
}

// OneOf returns a validator that allows the given values, in their own case. It is fed from a
// client's list of constants, so that validation and documentation cannot drift from what the
// client knows.
func OneOf[T ~string](values ...T) validator.String {
	texts := make([]string, 0, len(values))
	for _, value := range values {
		texts = append(texts, string(value))
	}
	return oneOf{values: texts}
}

// OneOfOrOther is OneOf for values of which the service may know others, and may have answered
// them: it refuses only what is empty, or one of the values in another case.
func OneOfOrOther(values ...string) validator.String { return oneOf{values: values, others: true} }

func (o oneOf) Description(context.Context) string {
	if o.others {
		return "The value should be one of " + o.list(`"`) + "."
	}
	return "The value must be one of " + o.list(`"`) + "."
}

func (o oneOf) MarkdownDescription(context.Context) string {
	if o.others {
		return "The value should be one of " + o.list("`") + "."
	}
	return "The value must be one of " + o.list("`") + "."
}

func (o oneOf) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	text := req.ConfigValue.ValueString()
	if !known(req.ConfigValue) || slices.Contains(o.values, text) {
		return
	}
	refused := !o.others || text == ""
	detail := fmt.Sprintf("%s is not allowed; write one of %s.", quote(text), o.list(`"`))
	if text == "" {
		detail = fmt.Sprintf(`"" is not allowed; write one of %s, or null to leave an optional argument out.`, o.list(`"`))
	}
	for _, value := range o.values {
		if strings.EqualFold(value, text) {
			refused = true
			detail = fmt.Sprintf("%s differs in case only, and case matters; write %q. Allowed are %s.", quote(text), value, o.list(`"`))
		}
	}
	if refused {
		refuse(&resp.Diagnostics, req.Path, "Value not allowed", detail)
	}
}

func (o oneOf) list(mark string) string {
	quoted := make([]string, 0, len(o.values))
	for _, value := range o.values {
		quoted = append(quoted, mark+value+mark)
	}
	return strings.Join(quoted, ", ")
}
