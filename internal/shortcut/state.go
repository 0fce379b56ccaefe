package shortcut

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Current returns a state of the given schema version as it was saved, which Terraform takes as
// well as the framework's own encoding; nil where it is of another version, or not certain to be of
// this schema: the framework then upgrades it, leaves out what there is no attribute for, or
// complains.
func (s *Schema) Current(version int64, state *tfprotov6.RawState) *tfprotov6.DynamicValue {
	if version != s.Framework.Version || state == nil || len(state.JSON) == 0 || state.JSON[0] != '{' || !fits(s.wire, state.JSON) {
		return nil
	}
	return &tfprotov6.DynamicValue{JSON: state.JSON}
}

// fits reports whether a value is written as one of the type is, nothing converted or left over.
func fits(ty tftypes.Type, value json.RawMessage) bool {
	if string(value) == "null" {
		return true
	}
	switch ty := ty.(type) {
	case tftypes.Object:
		var members map[string]json.RawMessage
		if json.Unmarshal(value, &members) != nil {
			return false
		}
		for name, member := range members {
			if of, ok := ty.AttributeTypes[name]; !ok || !fits(of, member) {
				return false
			}
		}
		return true
	case tftypes.Map:
		var members map[string]json.RawMessage
		if json.Unmarshal(value, &members) != nil {
			return false
		}
		for _, member := range members {
			if !fits(ty.ElementType, member) {
				return false
			}
		}
		return true
	case tftypes.List:
		return eachFits(ty.ElementType, value)
	case tftypes.Set:
		return eachFits(ty.ElementType, value)
	}
	switch value[0] {
	case '"':
		return ty.Is(tftypes.String)
	case 't', 'f':
		return ty.Is(tftypes.Bool)
	default:
		return ty.Is(tftypes.Number)
	}
}

func eachFits(element tftypes.Type, value json.RawMessage) bool {
	var elements []json.RawMessage
	if json.Unmarshal(value, &elements) != nil {
		return false
	}
	for _, e := range elements {
		if !fits(element, e) {
			return false
		}
	}
	return true
}
