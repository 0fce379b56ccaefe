package shortcut

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// Answers writes the answers of one data source.
type Answers struct {
	root   *shape
	fields Fields
	wire   tftypes.Type
}

// Fields calls visit for each attribute of a model, in the order of their names, until it returns
// false. It reports whether it never did; it is false for what is no model.
type Fields func(model reflect.Value, visit func(name string, field reflect.Value) bool) bool

// shape is how values of a type are written.
type shape struct {
	ty      attr.Type
	members []member // of an object, in the order in which they are encoded
	element *shape   // of a list, set or map
}

type member struct {
	name string
	*shape
}

// NewAnswers prepares the schema of a data source. It fails on what it does not know about.
func NewAnswers(ctx context.Context, s schema.Schema, fields Fields) (*Answers, error) {
	if len(s.Blocks) > 0 {
		return nil, fmt.Errorf("blocks have no short cuts")
	}
	root, err := newShape(s.Type())
	if err != nil {
		return nil, err
	}
	return &Answers{root, fields, s.Type().TerraformType(ctx)}, nil
}

func newShape(ty attr.Type) (*shape, error) {
	s := &shape{ty: ty}
	var err error
	switch ty := ty.(type) {
	case basetypes.StringTypable, basetypes.BoolType, basetypes.Int64Type:
	case basetypes.ListType:
		s.element, err = newShape(ty.ElemType)
	case basetypes.SetType:
		s.element, err = newShape(ty.ElemType)
	case basetypes.MapType:
		s.element, err = newShape(ty.ElemType)
	case basetypes.ObjectType:
		for _, name := range slices.Sorted(maps.Keys(ty.AttrTypes)) {
			var inner *shape
			if inner, err = newShape(ty.AttrTypes[name]); err != nil {
				break
			}
			s.members = append(s.members, member{name, inner})
		}
	default:
		err = fmt.Errorf("%s has no short cuts", ty)
	}
	return s, err
}

// Wire is the type of the encoded answers.
func (a *Answers) Wire() tftypes.Type { return a.wire }

// Write encodes a model as the answer to a configuration. It is false where the framework would not
// take the model as it stands: what a type objects to, or what is configured in another spelling.
func (a *Answers) Write(ctx context.Context, config *tfprotov6.DynamicValue, model any) (*tfprotov6.DynamicValue, bool) {
	v := reflect.ValueOf(model)
	if config == nil || v.Kind() != reflect.Struct {
		return nil, false
	}
	addressable := reflect.New(v.Type()).Elem()
	addressable.Set(v)
	var encoded bytes.Buffer
	w := writer{msgpack.NewEncoder(&encoded), a.fields}
	if !w.value(ctx, a.root, addressable) || !keeps(config.MsgPack, encoded.Bytes()) {
		return nil, false
	}
	return &tfprotov6.DynamicValue{MsgPack: encoded.Bytes()}, true
}

// keeps reports whether each attribute that is configured is answered byte for byte: of any other
// the framework asks the type whether both mean the same.
func keeps(config, answer []byte) bool {
	c, a := newCursor(config), newCursor(answer)
	n := c.members()
	if n < 0 || n != a.members() {
		return false
	}
	for range n {
		if !bytes.Equal(c.next(), a.next()) {
			return false
		}
		configured, answered := c.next(), a.next()
		if !bytes.Equal(configured, null) && !bytes.Equal(configured, answered) {
			return false
		}
	}
	return true
}

// writer writes models, and slices and pointers of them, whose fields are framework values. Its
// methods are false for what does not fit, and leave half of it behind.
type writer struct {
	*msgpack.Encoder
	fields Fields
}

// value writes what can be addressed, which saves a copy of each value.
func (w writer) value(ctx context.Context, s *shape, v reflect.Value) bool {
	if known, ok := v.Addr().Interface().(attr.Value); ok {
		return s.takes(ctx, known) && w.known(ctx, s, known)
	}
	_, list := s.ty.(basetypes.ListType)
	switch {
	case v.Kind() == reflect.Slice && list:
		return w.slice(ctx, s, v)
	case v.Kind() == reflect.Pointer && s.members != nil:
		if v.IsNil() {
			return w.EncodeNil() == nil
		}
		return w.model(ctx, s, v.Elem())
	case v.Kind() == reflect.Struct && s.members != nil:
		return w.model(ctx, s, v)
	}
	return false
}

func (w writer) slice(ctx context.Context, s *shape, v reflect.Value) bool {
	if v.IsNil() {
		return w.EncodeNil() == nil
	}
	ok := w.EncodeArrayLen(v.Len()) == nil
	for i := 0; ok && i < v.Len(); i++ {
		ok = w.value(ctx, s.element, v.Index(i))
	}
	return ok
}

func (w writer) model(ctx context.Context, s *shape, v reflect.Value) bool {
	rest := s.members
	return w.EncodeMapLen(len(rest)) == nil && w.fields(v, func(name string, field reflect.Value) bool {
		if len(rest) == 0 || rest[0].name != name {
			return false
		}
		member := rest[0]
		rest = rest[1:]
		return w.EncodeString(name) == nil && w.value(ctx, member.shape, field)
	}) && len(rest) == 0
}

// takes reports whether a value is of the shape's type; all that takes texts takes any text.
func (s *shape) takes(ctx context.Context, v attr.Value) bool {
	if _, text := s.ty.(basetypes.StringTypable); text {
		_, text = v.(basetypes.StringValuable)
		return text
	}
	return s.ty.Equal(v.Type(ctx))
}

// known writes a value that the shape takes.
func (w writer) known(ctx context.Context, s *shape, v attr.Value) bool {
	if v.IsUnknown() || !quiet(ctx, v) {
		return false
	}
	if v.IsNull() {
		return w.EncodeNil() == nil
	}
	switch v := v.(type) {
	case basetypes.StringValuable:
		text, diags := v.ToStringValue(ctx)
		return len(diags) == 0 && w.EncodeString(text.ValueString()) == nil
	case interface{ ValueBool() bool }:
		return w.EncodeBool(v.ValueBool()) == nil
	case interface{ ValueInt64() int64 }:
		return w.EncodeInt(v.ValueInt64()) == nil
	case interface{ Elements() []attr.Value }:
		elements := v.Elements()
		ok := w.EncodeArrayLen(len(elements)) == nil
		for _, element := range elements {
			ok = ok && w.known(ctx, s.element, element)
		}
		return ok
	case interface{ Elements() map[string]attr.Value }:
		elements := v.Elements()
		ok := w.EncodeMapLen(len(elements)) == nil
		for _, name := range slices.Sorted(maps.Keys(elements)) {
			ok = ok && w.EncodeString(name) == nil && w.known(ctx, s.element, elements[name])
		}
		return ok
	case interface{ Attributes() map[string]attr.Value }:
		attributes := v.Attributes()
		ok := w.EncodeMapLen(len(s.members)) == nil
		for _, m := range s.members {
			ok = ok && w.EncodeString(m.name) == nil && w.known(ctx, m.shape, attributes[m.name])
		}
		return ok
	}
	return false
}
