package shortcut

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
	"github.com/vmihailenco/msgpack/v5/msgpcode"
)

// Decode returns the attributes of an object that is known altogether, and false for any other.
func (s *Schema) Decode(ctx context.Context, encoded *tfprotov6.DynamicValue) (map[string]attr.Value, bool) {
	if encoded == nil {
		return nil, false
	}
	value, ok := s.cursor(encoded.MsgPack).value(ctx, s.ty)
	object, isObject := value.(basetypes.ObjectValue)
	if !ok || !isObject || object.IsNull() {
		return nil, false
	}
	return object.Attributes(), true
}

// cursor reads an encoded value.
type cursor struct {
	encoded []byte
	rest    *bytes.Reader
	names   map[string]string // of attributes by their encoding; nil where they are not needed
	*msgpack.Decoder
}

func newCursor(encoded []byte) cursor {
	rest := bytes.NewReader(encoded)
	return cursor{encoded, rest, nil, msgpack.NewDecoder(rest)}
}

func (s *Schema) cursor(encoded []byte) cursor {
	c := newCursor(encoded)
	c.names = s.names
	return c
}

// next returns the encoding of what comes next, nil at the end and where it is malformed.
func (c cursor) next() []byte {
	from := c.offset()
	if c.Skip() != nil {
		return nil
	}
	return c.encoded[from:c.offset()]
}

// offset is where the next value begins.
func (c cursor) offset() int { return len(c.encoded) - c.rest.Len() }

// members enters an object and returns how many attributes it has, -1 for what is no object.
func (c cursor) members() int {
	if n, err := c.DecodeMapLen(); err == nil {
		return n
	}
	return -1
}

// elements enters a list and returns how many elements it has, -1 for what is no list.
func (c cursor) elements() int {
	if n, err := c.DecodeArrayLen(); err == nil {
		return n
	}
	return -1
}

// value decodes what comes next as a value of the type. It is false for what is malformed, for
// unknown values, which come with more than their type, and for types it does not know.
func (c cursor) value(ctx context.Context, ty attr.Type) (attr.Value, bool) {
	code, err := c.PeekCode()
	if err != nil {
		return nil, false
	}
	null := code == msgpcode.Nil
	if null && c.DecodeNil() != nil {
		return nil, false
	}
	switch ty := ty.(type) {
	case basetypes.StringTypable:
		text := basetypes.NewStringNull()
		if !null {
			s, err := c.DecodeString()
			if err != nil || !msgpcode.IsString(code) {
				return nil, false
			}
			text = basetypes.NewStringValue(s)
		}
		value, diags := ty.ValueFromString(ctx, text)
		return value, len(diags) == 0
	case basetypes.BoolType:
		if null {
			return basetypes.NewBoolNull(), true
		}
		b, err := c.DecodeBool()
		return basetypes.NewBoolValue(b), err == nil
	case basetypes.Int64Type:
		if null {
			return basetypes.NewInt64Null(), true
		}
		n, err := c.DecodeInt64()
		whole := msgpcode.IsFixedNum(code) || msgpcode.Uint8 <= code && code <= msgpcode.Int64
		return basetypes.NewInt64Value(n), err == nil && whole
	case basetypes.ListType:
		if null {
			return basetypes.NewListNull(ty.ElemType), true
		}
		elements, ok := c.valuesOf(ctx, ty.ElemType)
		value, diags := basetypes.NewListValue(ty.ElemType, elements)
		return value, ok && len(diags) == 0
	case basetypes.SetType:
		if null {
			return basetypes.NewSetNull(ty.ElemType), true
		}
		elements, ok := c.valuesOf(ctx, ty.ElemType)
		value, diags := basetypes.NewSetValue(ty.ElemType, elements)
		return value, ok && len(diags) == 0
	case basetypes.MapType:
		if null {
			return basetypes.NewMapNull(ty.ElemType), true
		}
		elements, ok := c.valuesByName(ctx, func(string) attr.Type { return ty.ElemType })
		value, diags := basetypes.NewMapValue(ty.ElemType, elements)
		return value, ok && len(diags) == 0
	case basetypes.ObjectType:
		if null {
			return basetypes.NewObjectNull(ty.AttrTypes), true
		}
		members, ok := c.valuesByName(ctx, func(name string) attr.Type { return ty.AttrTypes[name] })
		value, diags := basetypes.NewObjectValue(ty.AttrTypes, members)
		return value, ok && len(diags) == 0
	}
	return nil, false
}

func (c cursor) valuesOf(ctx context.Context, element attr.Type) ([]attr.Value, bool) {
	n := c.elements()
	values := make([]attr.Value, 0, max(n, 0))
	for range n {
		value, ok := c.value(ctx, element)
		if !ok {
			return nil, false
		}
		values = append(values, value)
	}
	return values, n >= 0
}

func (c cursor) valuesByName(ctx context.Context, typeOf func(name string) attr.Type) (map[string]attr.Value, bool) {
	n := c.members()
	values := make(map[string]attr.Value, max(n, 0))
	for range n {
		key := c.next()
		name, known := c.names[string(key)]
		if !known {
			var err error
			if name, err = newCursor(key).DecodeString(); err != nil {
				return nil, false
			}
		}
		value, ok := c.value(ctx, typeOf(name))
		if !ok {
			return nil, false
		}
		values[name] = value
	}
	return values, n >= 0
}

// EncodeTexts writes an object whose attributes are all texts, in the order of names, such as an
// identity; it is false for any other.
func EncodeTexts(names []string, members map[string]attr.Value) (*tfprotov6.DynamicValue, bool) {
	var encoded bytes.Buffer
	encoder := msgpack.NewEncoder(&encoded)
	if len(members) != len(names) || encoder.EncodeMapLen(len(names)) != nil {
		return nil, false
	}
	for _, name := range names {
		text, ok := members[name].(basetypes.StringValue)
		if !ok || text.IsUnknown() || encoder.EncodeString(name) != nil {
			return nil, false
		}
		write := encoder.EncodeNil
		if !text.IsNull() {
			write = func() error { return encoder.EncodeString(text.ValueString()) }
		}
		if write() != nil {
			return nil, false
		}
	}
	return &tfprotov6.DynamicValue{MsgPack: encoded.Bytes()}, true
}
