package shortcut

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// Schema is the schema of a resource, prepared for walks over encoded values.
type Schema struct {
	// Framework is the schema that this one was made of.
	Framework schema.Schema

	root  object
	names map[string]string // of all attributes by their encoding
	ty    attr.Type
	wire  tftypes.Type
}

// object holds the attributes of an object in the order in which they are encoded.
type object []*attribute

// attribute is what the walks have to know of one.
type attribute struct {
	name string
	key  []byte // the name, encoded

	required, computed, readOnly, deprecated bool

	// form makes values of a type that judges texts; nil for other attributes.
	form basetypes.StringTypable

	// byDefault is the encoded value planned where the configuration has none; nil without.
	byDefault []byte

	// nested holds the attributes of the object, or of each element of the list; nil for others.
	nested object
	list   bool

	// check runs the validators and reports whether none has anything to say.
	check check
}

// New prepares a schema. It fails on what the short cuts do not know about, so that everything of
// such a resource is left to the framework.
func New(ctx context.Context, s schema.Schema) (*Schema, error) {
	if len(s.Blocks) > 0 || s.DeprecationMessage != "" {
		return nil, fmt.Errorf("blocks and deprecated resources have no short cuts")
	}
	root, err := newObject(ctx, s.Attributes)
	if err != nil {
		return nil, err
	}
	ty := s.Type()
	names := map[string]string{}
	root.collect(names)
	return &Schema{Framework: s, root: root, names: names, ty: ty, wire: ty.TerraformType(ctx)}, nil
}

func newObject(ctx context.Context, attributes map[string]schema.Attribute) (object, error) {
	o := make(object, 0, len(attributes))
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		a, err := newAttribute(ctx, attributes[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		a.name = name
		if a.key, err = msgpack.Marshal(name); err != nil {
			return nil, err
		}
		o = append(o, a)
	}
	return o, nil
}

func newAttribute(ctx context.Context, a schema.Attribute) (*attribute, error) {
	made := &attribute{
		required:   a.IsRequired(),
		computed:   a.IsComputed(),
		readOnly:   a.IsComputed() && !a.IsOptional(),
		deprecated: a.GetDeprecationMessage() != "",
	}
	if a.IsWriteOnly() {
		return nil, fmt.Errorf("write-only attributes have no short cuts")
	}
	if form, ok := a.GetType().(basetypes.StringTypable); ok && judges(form.ValueType(ctx)) {
		made.form = form
	}
	planned, err := made.read(ctx, a)
	if err != nil || planned == nil {
		return made, err
	}
	made.byDefault, err = encode(ctx, planned)
	return made, err
}

// read takes what differs between the kinds of attributes, and returns the default.
func (made *attribute) read(ctx context.Context, a schema.Attribute) (planned attr.Value, err error) {
	switch a := a.(type) {
	case schema.StringAttribute:
		made.check = checks(a.Validators, text)
		planned = ask(ctx, a.Default, defaults.String.DefaultString, func(r defaults.StringResponse) attr.Value { return r.PlanValue })
	case schema.BoolAttribute:
		made.check = checks(a.Validators, boolean)
		planned = ask(ctx, a.Default, defaults.Bool.DefaultBool, func(r defaults.BoolResponse) attr.Value { return r.PlanValue })
	case schema.Int64Attribute:
		made.check = checks(a.Validators, whole)
		planned = ask(ctx, a.Default, defaults.Int64.DefaultInt64, func(r defaults.Int64Response) attr.Value { return r.PlanValue })
	case schema.SetAttribute:
		made.check = checks(a.Validators, set)
		planned = ask(ctx, a.Default, defaults.Set.DefaultSet, func(r defaults.SetResponse) attr.Value { return r.PlanValue })
		err = plain(a.ElementType)
	case schema.MapAttribute:
		made.check = checks(a.Validators, mapping)
		planned = ask(ctx, a.Default, defaults.Map.DefaultMap, func(r defaults.MapResponse) attr.Value { return r.PlanValue })
		err = plain(a.ElementType)
	case schema.ListAttribute:
		made.check = checks(a.Validators, list)
		planned = ask(ctx, a.Default, defaults.List.DefaultList, func(r defaults.ListResponse) attr.Value { return r.PlanValue })
		err = plain(a.ElementType)
	case schema.SingleNestedAttribute:
		made.check = checks(a.Validators, single)
		planned = ask(ctx, a.Default, defaults.Object.DefaultObject, func(r defaults.ObjectResponse) attr.Value { return r.PlanValue })
		made.nested, err = newObject(ctx, a.Attributes)
	case schema.ListNestedAttribute:
		if len(a.NestedObject.Validators) > 0 {
			return nil, fmt.Errorf("validators of elements have no short cuts")
		}
		made.check = checks(a.Validators, list)
		planned = ask(ctx, a.Default, defaults.List.DefaultList, func(r defaults.ListResponse) attr.Value { return r.PlanValue })
		made.list = true
		made.nested, err = newObject(ctx, a.NestedObject.Attributes)
	default:
		err = fmt.Errorf("%T has no short cuts", a)
	}
	return planned, err
}

// judges reports whether values of a type are checked by the type itself.
func judges(value attr.Value) bool {
	_, ok := value.(xattr.ValidateableAttribute)
	return ok
}

// plain refuses collections whose elements are judged by their type.
func plain(element attr.Type) error {
	switch element.(type) {
	case basetypes.StringType, basetypes.BoolType, basetypes.Int64Type:
		return nil
	}
	return fmt.Errorf("collections of %s have no short cuts", element)
}

// collect adds the names of the attributes, by their encoding.
func (o object) collect(names map[string]string) {
	for _, a := range o {
		names[string(a.key)] = a.name
		a.nested.collect(names)
	}
}

// defaultsWithin reports whether something in the object has a default.
func (o object) defaultsWithin() bool {
	for _, a := range o {
		if a.byDefault != nil || a.nested.defaultsWithin() {
			return true
		}
	}
	return false
}

// encode writes a value as Terraform does, that is with the elements of sets in order.
func encode(ctx context.Context, value attr.Value) ([]byte, error) {
	v, err := value.ToTerraformValue(ctx)
	if err != nil {
		return nil, err
	}
	v, err = tftypes.Transform(v, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		if !v.Type().Is(tftypes.Set{}) || v.IsNull() {
			return v, nil
		}
		return ordered(v)
	})
	if err != nil {
		return nil, err
	}
	encoded, err := tfprotov6.NewDynamicValue(v.Type(), v)
	return encoded.MsgPack, err
}

// ordered sorts the elements of a set of texts; it fails for other sets.
func ordered(set tftypes.Value) (tftypes.Value, error) {
	var elements []tftypes.Value
	err := set.As(&elements)
	slices.SortFunc(elements, func(a, b tftypes.Value) int {
		var x, y string
		err = errors.Join(err, a.As(&x), b.As(&y))
		return strings.Compare(x, y)
	})
	return tftypes.NewValue(set.Type(), elements), err
}

// ask returns the value that a default plans, nil without one. Each kind of default has requests
// and responses of its own.
func ask[D, Req, Resp any](ctx context.Context, d D, plan func(D, context.Context, Req, *Resp), value func(Resp) attr.Value) attr.Value {
	if any(d) == nil {
		return nil
	}
	var req Req
	var resp Resp
	plan(d, ctx, req, &resp)
	return value(resp)
}

// Wire is the type of the encoded objects.
func (s *Schema) Wire() tftypes.Type { return s.wire }
