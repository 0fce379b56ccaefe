package shortcut

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
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
	all := tfsdk.Config{Raw: raw, Schema: s.Framework}
	return ok && s.root.valid(ctx, root, place{config: all}) && agrees(all, root.Attributes())
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
	elements, ok := value.(basetypes.ListValue)
	for i, element := range elements.Elements() {
		ok = ok && a.nested.valid(ctx, element, at.index(i))
	}
	return ok
}

// check runs the validators of an attribute and reports whether none has anything to say. It is nil
// for an attribute without.
type check func(ctx context.Context, value attr.Value, at place) bool

// checks makes one check of validators, each of which run asks about a value of its kind.
func checks[V any, T attr.Value](validators []V, run func(ctx context.Context, v V, value T, at place) diag.Diagnostics) check {
	if len(validators) == 0 {
		return nil
	}
	return func(ctx context.Context, value attr.Value, at place) bool {
		own, ok := value.(T)
		for _, v := range validators {
			ok = ok && len(run(ctx, v, own, at)) == 0
		}
		return ok
	}
}

// text asks a validator of texts about the text of any type.
func text(ctx context.Context, v validator.String, value attr.Value, at place) diag.Diagnostics {
	var resp validator.StringResponse
	own, ok := value.(basetypes.StringValuable)
	if !ok {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Not a text", value.String())}
	}
	plain, diags := own.ToStringValue(ctx)
	v.ValidateString(ctx, validator.StringRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: plain}, &resp)
	return append(diags, resp.Diagnostics...)
}

func boolean(ctx context.Context, v validator.Bool, value basetypes.BoolValue, at place) diag.Diagnostics {
	var resp validator.BoolResponse
	v.ValidateBool(ctx, validator.BoolRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: value}, &resp)
	return resp.Diagnostics
}

func whole(ctx context.Context, v validator.Int64, value basetypes.Int64Value, at place) diag.Diagnostics {
	var resp validator.Int64Response
	v.ValidateInt64(ctx, validator.Int64Request{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: value}, &resp)
	return resp.Diagnostics
}

func list(ctx context.Context, v validator.List, value basetypes.ListValue, at place) diag.Diagnostics {
	var resp validator.ListResponse
	v.ValidateList(ctx, validator.ListRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: value}, &resp)
	return resp.Diagnostics
}

func set(ctx context.Context, v validator.Set, value basetypes.SetValue, at place) diag.Diagnostics {
	var resp validator.SetResponse
	v.ValidateSet(ctx, validator.SetRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: value}, &resp)
	return resp.Diagnostics
}

func mapping(ctx context.Context, v validator.Map, value basetypes.MapValue, at place) diag.Diagnostics {
	var resp validator.MapResponse
	v.ValidateMap(ctx, validator.MapRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: value}, &resp)
	return resp.Diagnostics
}

func single(ctx context.Context, v validator.Object, value basetypes.ObjectValue, at place) diag.Diagnostics {
	var resp validator.ObjectResponse
	v.ValidateObject(ctx, validator.ObjectRequest{Path: at.path, PathExpression: at.expression, Config: at.config, ConfigValue: value}, &resp)
	return resp.Diagnostics
}
