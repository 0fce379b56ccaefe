package shortcut

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Valid reports whether nothing is to be said about the configuration: neither by the schema and
// its validators nor by the resource itself, which agrees asks. It is false whenever that is not
// certain.
func (s *Schema) Valid(ctx context.Context, config *tfprotov6.DynamicValue, agrees func(tfsdk.Config, map[string]attr.Value) bool) bool {
	if config == nil {
		return false
	}
	raw, err := config.Unmarshal(s.wire)
	if err != nil {
		return false
	}
	value, known := s.cursor(config.MsgPack).value(ctx, s.ty)
	if !known {
		if value, err = s.ty.ValueFromTerraform(ctx, raw); err != nil {
			return false
		}
	}
	root, ok := value.(basetypes.ObjectValue)
	whole := tfsdk.Config{Raw: raw, Schema: s.Framework}
	return ok && s.root.valid(ctx, root, place{config: whole}) && agrees(whole, root.Attributes())
}

// place is where a value stands in the configuration.
type place struct {
	config     tfsdk.Config
	path       path.Path
	expression path.Expression
}

func (p place) at(name string) place {
	return place{p.config, p.path.AtName(name), p.expression.AtName(name)}
}

func (p place) index(i int) place {
	return place{p.config, p.path.AtListIndex(i), p.expression.AtListIndex(i)}
}

// valid walks the attributes of a known object; of any other it is not certain.
func (o object) valid(ctx context.Context, value attr.Value, at place) bool {
	v, ok := value.(basetypes.ObjectValue)
	if !ok || v.IsNull() || v.IsUnknown() {
		return false
	}
	members := v.Attributes()
	for _, a := range o {
		if member, ok := members[a.name]; !ok || !a.valid(ctx, member, at) {
			return false
		}
	}
	return true
}

// valid judges the attribute of an object that stands at a place.
func (a *attribute) valid(ctx context.Context, value attr.Value, object place) bool {
	given := !value.IsNull()
	if a.required && !given || a.readOnly && given || a.deprecated && given || !quiet(ctx, value) {
		return false
	}
	descends := a.nested != nil && given && !value.IsUnknown()
	if a.check == nil && !descends {
		return true
	}
	at := object.at(a.name)
	if a.check != nil && !a.check(ctx, value, at) {
		return false
	}
	if !descends {
		return true
	}
	if !a.list {
		return a.nested.valid(ctx, value, at)
	}
	list, ok := value.(basetypes.ListValue)
	if !ok {
		return false
	}
	for i, element := range list.Elements() {
		if !a.nested.valid(ctx, element, at.index(i)) {
			return false
		}
	}
	return true
}

// check runs the validators of an attribute and reports whether none has anything to say. It is nil
// for an attribute without.
type check func(ctx context.Context, value attr.Value, at place) bool

func texts(validators []validator.String) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.StringValuable)
		if !ok {
			return false
		}
		text, diags := v.ToStringValue(ctx)
		resp := validator.StringResponse{Diagnostics: diags}
		for _, check := range validators {
			check.ValidateString(ctx, validator.StringRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: text}, &resp)
		}
		return len(resp.Diagnostics) == 0
	}
}

func bools(validators []validator.Bool) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.BoolValue)
		var resp validator.BoolResponse
		for _, check := range validators {
			check.ValidateBool(ctx, validator.BoolRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: v}, &resp)
		}
		return ok && len(resp.Diagnostics) == 0
	}
}

func int64s(validators []validator.Int64) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.Int64Value)
		var resp validator.Int64Response
		for _, check := range validators {
			check.ValidateInt64(ctx, validator.Int64Request{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: v}, &resp)
		}
		return ok && len(resp.Diagnostics) == 0
	}
}

func lists(validators []validator.List) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.ListValue)
		var resp validator.ListResponse
		for _, check := range validators {
			check.ValidateList(ctx, validator.ListRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: v}, &resp)
		}
		return ok && len(resp.Diagnostics) == 0
	}
}

func sets(validators []validator.Set) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.SetValue)
		var resp validator.SetResponse
		for _, check := range validators {
			check.ValidateSet(ctx, validator.SetRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: v}, &resp)
		}
		return ok && len(resp.Diagnostics) == 0
	}
}

func mappings(validators []validator.Map) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.MapValue)
		var resp validator.MapResponse
		for _, check := range validators {
			check.ValidateMap(ctx, validator.MapRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: v}, &resp)
		}
		return ok && len(resp.Diagnostics) == 0
	}
}

func objects(validators []validator.Object) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		v, ok := value.(basetypes.ObjectValue)
		var resp validator.ObjectResponse
		for _, check := range validators {
			check.ValidateObject(ctx, validator.ObjectRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: v}, &resp)
		}
		return ok && len(resp.Diagnostics) == 0
	}
}
