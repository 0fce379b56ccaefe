package functions

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// unknown is the type of Unknown.
type unknown struct{}

// Unknown stands for a value that is not known yet among the plain values that [ReadPlan] takes.
var Unknown = unknown{}

// number is an HCL number as text.
type number string

// plain turns an HCL value into nil, Unknown, bool, string, number, []any and map[string]any.
func plain(value attr.Value) any {
	switch {
	case value == nil || value.IsNull():
		return nil
	case value.IsUnknown():
		return Unknown
	}
	switch v := value.(type) {
	case types.Dynamic:
		return plain(v.UnderlyingValue())
	case types.String:
		return v.ValueString()
	case types.Number:
		return number(numberText(v))
	case types.Bool:
		return v.ValueBool()
	case types.Object:
		return plainMembers(v.Attributes())
	case types.Map:
		return plainMembers(v.Elements())
	case types.List:
		return plainElements(v.Elements())
	case types.Tuple:
		return plainElements(v.Elements())
	case types.Set:
		return plainElements(v.Elements())
	}
	return nil
}

func plainMembers(members map[string]attr.Value) map[string]any {
	values := make(map[string]any, len(members))
	for name, member := range members {
		values[name] = plain(member)
	}
	return values
}

func plainElements(elements []attr.Value) []any {
	values := make([]any, 0, len(elements))
	for _, element := range elements {
		values = append(values, plain(element))
	}
	return values
}
