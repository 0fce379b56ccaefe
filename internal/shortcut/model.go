package shortcut

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Values are the attributes of one object, decoded in one pass.
type Values struct {
	attributes map[string]attr.Value
}

// Decode returns the attributes of an object that is known altogether, and false for any other.
func (s *Schema) Decode(ctx context.Context, encoded *tfprotov6.DynamicValue) (*Values, bool) {
	if encoded == nil {
		return nil, false
	}
	value, ok := newCursor(encoded.MsgPack).value(ctx, s.ty)
	object, isObject := value.(basetypes.ObjectValue)
	if !ok || !isObject || object.IsNull() {
		return nil, false
	}
	return &Values{attributes: object.Attributes()}, true
}

// Get decodes the attributes into the struct that target points to: what tfsdk.State.Get does,
// without its walks over the schema.
func (v *Values) Get(ctx context.Context, target any) diag.Diagnostics {
	var diags diag.Diagnostics
	model := reflect.ValueOf(target)
	if model.Kind() != reflect.Pointer || model.Elem().Kind() != reflect.Struct {
		diags.AddError("Cannot decode the state", fmt.Sprintf("%T is no pointer to a model. This is a bug in the provider; please report it.", target))
		return diags
	}
	eachField(model.Elem(), func(name string, field reflect.Value) bool {
		value, ok := v.attributes[name]
		if !ok {
			diags.AddError("Cannot decode the state", fmt.Sprintf("There is no attribute %s. This is a bug in the provider; please report it.", name))
			return false
		}
		if reflected := reflect.ValueOf(value); !reflected.Type().AssignableTo(field.Type()) {
			diags.Append(tfsdk.ValueAs(ctx, value, field.Addr().Interface())...)
		} else {
			if judge, ok := value.(xattr.ValidateableAttribute); ok {
				var resp xattr.ValidateAttributeResponse
				judge.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{Path: path.Root(name)}, &resp)
				diags.Append(resp.Diagnostics...)
			}
			field.Set(reflected)
		}
		return true
	})
	return diags
}

// Same reports whether the model holds the same attributes by content, so that a refresh to it
// would keep every spelling of the state.
func (v *Values) Same(ctx context.Context, model any) bool {
	fields := 0
	same := eachField(reflect.Indirect(reflect.ValueOf(model)), func(name string, field reflect.Value) bool {
		fields++
		before, ok := v.attributes[name]
		if !ok {
			return false
		}
		value, ok := field.Interface().(attr.Value)
		if !ok && tfsdk.ValueFrom(ctx, field.Interface(), before.Type(ctx), &value).HasError() {
			return false
		}
		return sameValue(ctx, value, before)
	})
	return same && fields == len(v.attributes)
}

// sameValue compares as the framework does before it lets a new value replace a prior one. Sets
// and maps have to be equal text for text.
func sameValue(ctx context.Context, value, before attr.Value) bool {
	if value.Equal(before) {
		return true
	}
	if value.IsNull() || before.IsNull() || value.IsUnknown() || before.IsUnknown() {
		return false
	}
	switch value := value.(type) {
	case basetypes.StringValuableWithSemanticEquals:
		before, ok := before.(basetypes.StringValuable)
		if !ok {
			return false
		}
		same, diags := value.StringSemanticEquals(ctx, before)
		return same && len(diags) == 0
	case basetypes.ObjectValue:
		before, ok := before.(basetypes.ObjectValue)
		return ok && sameMembers(ctx, value.Attributes(), before.Attributes())
	case basetypes.ListValue:
		before, ok := before.(basetypes.ListValue)
		return ok && sameElements(ctx, value.Elements(), before.Elements())
	}
	return false
}

func sameMembers(ctx context.Context, values, before map[string]attr.Value) bool {
	for name, value := range values {
		if other, ok := before[name]; !ok || !sameValue(ctx, value, other) {
			return false
		}
	}
	return len(values) == len(before)
}

func sameElements(ctx context.Context, values, before []attr.Value) bool {
	if len(values) != len(before) {
		return false
	}
	for i, value := range values {
		if !sameValue(ctx, value, before[i]) {
			return false
		}
	}
	return true
}

// EncodeIdentity writes the model of an identity whose attributes are all texts; it is false for
// any other.
func EncodeIdentity(names []string, model any) (*tfprotov6.DynamicValue, bool) {
	members := make(map[string]attr.Value, len(names))
	eachField(reflect.Indirect(reflect.ValueOf(model)), func(name string, field reflect.Value) bool {
		value, ok := field.Interface().(attr.Value)
		members[name] = value
		return ok
	})
	encoded, ok := encodeTexts(names, members)
	return &tfprotov6.DynamicValue{MsgPack: encoded}, ok
}

// eachField calls visit for each tagged field, those of embedded structs too, until it returns
// false, and reports whether it never did.
func eachField(model reflect.Value, visit func(name string, field reflect.Value) bool) bool {
	if model.Kind() != reflect.Struct {
		return false
	}
	for i := range model.NumField() {
		field := model.Type().Field(i)
		name, tagged := field.Tag.Lookup("tfsdk")
		switch {
		case tagged:
			if !visit(name, model.Field(i)) {
				return false
			}
		case field.Anonymous:
			if !eachField(model.Field(i), visit) {
				return false
			}
		}
	}
	return true
}
