package acctest

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type unknown struct{}

// Unknown stands for a value that is known only after apply.
var Unknown = unknown{}

// Attrs is an object: configuration going in, state coming out. Values are string, bool, []any,
// Attrs, nil for null and Unknown; a number is its text.
type Attrs map[string]any

// encode makes a Terraform value of type ty; what an object leaves out is null.
func encode(ty tftypes.Type, v any) (tftypes.Value, error) {
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(ty, nil), nil
	case unknown:
		return tftypes.NewValue(ty, tftypes.UnknownValue), nil
	case string:
		if ty.Is(tftypes.Number) {
			number, _, err := big.ParseFloat(v, 10, 512, big.ToNearestEven)
			if err != nil {
				return tftypes.Value{}, err
			}
			return tftypes.NewValue(ty, number), nil
		}
		return tftypes.NewValue(ty, v), nil
	case bool:
		return tftypes.NewValue(ty, v), nil
	case int:
		return encode(ty, fmt.Sprint(v))
	case []any:
		return encodeList(ty, v)
	case Attrs:
		return encodeObject(ty, v)
	default:
		return tftypes.Value{}, fmt.Errorf("%T cannot be a Terraform value", v)
	}
}

func encodeList(ty tftypes.Type, list []any) (tftypes.Value, error) {
	var element tftypes.Type
	switch ty := ty.(type) {
	case tftypes.List:
		element = ty.ElementType
	case tftypes.Set:
		element = ty.ElementType
	default:
		return tftypes.Value{}, fmt.Errorf("a list was given for %s", ty)
	}
	values := make([]tftypes.Value, 0, len(list))
	for _, v := range list {
		value, err := encode(element, v)
		if err != nil {
			return tftypes.Value{}, err
		}
		values = append(values, value)
	}
	return inOrder(tftypes.NewValue(ty, values)), nil
}

// inOrder sorts a set of texts, as Terraform does with every one that it gets or is given.
func inOrder(v tftypes.Value) tftypes.Value {
	if !v.Type().Equal(tftypes.Set{ElementType: tftypes.String}) || !v.IsFullyKnown() || v.IsNull() {
		return v
	}
	var elements []tftypes.Value
	must(v.As(&elements))
	slices.SortFunc(elements, func(a, b tftypes.Value) int {
		return strings.Compare(a.String(), b.String())
	})
	return tftypes.NewValue(v.Type(), elements)
}

func encodeObject(ty tftypes.Type, attrs Attrs) (tftypes.Value, error) {
	values := map[string]tftypes.Value{}
	switch ty := ty.(type) {
	case tftypes.Map:
		for name, v := range attrs {
			value, err := encode(ty.ElementType, v)
			if err != nil {
				return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
			}
			values[name] = value
		}
	case tftypes.Object:
		for name := range attrs {
			if _, ok := ty.AttributeTypes[name]; !ok {
				return tftypes.Value{}, fmt.Errorf("there is no attribute %s", name)
			}
		}
		for name, member := range ty.AttributeTypes {
			value, err := encode(member, attrs[name])
			if err != nil {
				return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
			}
			values[name] = value
		}
	default:
		return tftypes.Value{}, fmt.Errorf("an object was given for %s", ty)
	}
	return tftypes.NewValue(ty, values), nil
}

// decode is the way back from a Terraform value.
func decode(v tftypes.Value) any {
	switch {
	case !v.IsKnown():
		return Unknown
	case v.IsNull():
		return nil
	}
	switch {
	case v.Type().Is(tftypes.String):
		var s string
		must(v.As(&s))
		return s
	case v.Type().Is(tftypes.Bool):
		var b bool
		must(v.As(&b))
		return b
	case v.Type().Is(tftypes.Number):
		var n *big.Float
		must(v.As(&n))
		return n.Text('f', -1)
	case v.Type().Is(tftypes.List{}), v.Type().Is(tftypes.Set{}), v.Type().Is(tftypes.Tuple{}):
		var values []tftypes.Value
		must(v.As(&values))
		list := make([]any, 0, len(values))
		for _, element := range values {
			list = append(list, decode(element))
		}
		return list
	default:
		var values map[string]tftypes.Value
		must(v.As(&values))
		attrs := Attrs{}
		for name, member := range values {
			attrs[name] = decode(member)
		}
		return attrs
	}
}

// must is for conversions that cannot fail because the type was asked first.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
