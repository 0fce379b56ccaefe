package shortcut

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Current returns a state of the given schema version as it was saved, which Terraform takes as
// well as the framework's own encoding; nil where it is of another version, or not certain to be of
// this schema: the framework then upgrades it, leaves out what there is no attribute for, or
// complains.
func (s *Schema) Current(version int64, state *tfprotov6.RawState) *tfprotov6.DynamicValue {
	if version != s.Framework.Version || state == nil {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(state.JSON))
	decoder.UseNumber()
	var members map[string]any
	if decoder.Decode(&members) != nil || members == nil || !fits(s.wire, members) {
		return nil
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil
	}
	return &tfprotov6.DynamicValue{JSON: state.JSON}
}

// fits reports whether a value of a state is one of the type as it stands, nothing converted and
// nothing left over.
func fits(ty tftypes.Type, value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return ty.Is(tftypes.String)
	case bool:
		return ty.Is(tftypes.Bool)
	case json.Number:
		return ty.Is(tftypes.Number)
	case []any:
		element := elementOf(ty)
		for _, v := range value {
			if element == nil || !fits(element, v) {
				return false
			}
		}
		return element != nil
	case map[string]any:
		for name, v := range value {
			if member := memberOf(ty, name); member == nil || !fits(member, v) {
				return false
			}
		}
		return ty.Is(tftypes.Object{}) || ty.Is(tftypes.Map{})
	}
	return false
}

// elementOf is the type of the elements of a list or set, nil for other types.
func elementOf(ty tftypes.Type) tftypes.Type {
	switch ty := ty.(type) {
	case tftypes.List:
		return ty.ElementType
	case tftypes.Set:
		return ty.ElementType
	}
	return nil
}

// memberOf is the type of a member of an object or map, nil where there is none of the name.
func memberOf(ty tftypes.Type, name string) tftypes.Type {
	switch ty := ty.(type) {
	case tftypes.Object:
		return ty.AttributeTypes[name]
	case tftypes.Map:
		return ty.ElementType
	}
	return nil
}
