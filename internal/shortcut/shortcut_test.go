package shortcut_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/shortcut"
)

// invoice is a resource with an attribute of each sort.
var invoice = schema.Schema{Version: 2, Attributes: map[string]schema.Attribute{
	"id":     schema.StringAttribute{Computed: true},
	"name":   schema.StringAttribute{Required: true, Validators: []validator.String{stringvalidator.LengthAtMost(8)}},
	"amount": schema.StringAttribute{Optional: true, CustomType: fwtypes.DecimalType{}},
	"note":   schema.StringAttribute{Optional: true, Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("amount"))}},
	"end":    schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("retain")},
	"paid":   schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
	"days":   schema.Int64Attribute{Optional: true},
	"old":    schema.StringAttribute{Optional: true, DeprecationMessage: "It is ignored."},
	"tags":   schema.MapAttribute{Optional: true, ElementType: types.StringType},
	"kinds": schema.SetAttribute{Optional: true, Computed: true, ElementType: types.StringType,
		Default: setdefault.StaticValue(types.SetValueMust(types.StringType, []attr.Value{types.StringValue("b"), types.StringValue("a")}))},
	"lines": schema.ListNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"price": schema.StringAttribute{Required: true, CustomType: fwtypes.DecimalType{}},
		"taxed": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(true)},
	}}},
}}

// object is an invoice; what is left out is null.
type object map[string]any

// stored is an invoice as a state has it.
func stored() object {
	return object{
		"id": "7", "name": "March", "amount": "10.50", "end": "retain", "paid": false, "kinds": set{"a", "b"}, "days": 3,
		"tags": object{"team": "x"}, "lines": []any{object{"price": "1.0", "taxed": true}},
	}
}

// configured is the configuration of stored: defaults and what is computed are left out.
func configured() object {
	return object{"name": "March", "amount": "10.50", "days": 3, "tags": object{"team": "x"}, "lines": []any{object{"price": "1.0"}}}
}

// with is the object with another value of an attribute.
func (o object) with(name string, value any) object {
	changed := object{}
	for k, v := range o {
		changed[k] = v
	}
	changed[name] = value
	return changed
}

type set []any

type unknown struct{}

func prepared(t *testing.T, s schema.Schema) *shortcut.Schema {
	t.Helper()
	made, err := shortcut.New(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// encoded is an object as Terraform sends it.
func encoded(t *testing.T, o object) *tfprotov6.DynamicValue {
	t.Helper()
	ty := invoice.Type().TerraformType(context.Background())
	made, err := tfprotov6.NewDynamicValue(ty, value(ty, o))
	if err != nil {
		t.Fatal(err)
	}
	return &made
}

func value(ty tftypes.Type, v any) tftypes.Value {
	if _, ok := v.(unknown); ok {
		return tftypes.NewValue(ty, tftypes.UnknownValue)
	}
	members := func(o object, of func(name string) tftypes.Type, names []string) tftypes.Value {
		values := map[string]tftypes.Value{}
		for _, name := range names {
			values[name] = value(of(name), o[name])
		}
		return tftypes.NewValue(ty, values)
	}
	elements := func(list []any, of tftypes.Type) tftypes.Value {
		values := make([]tftypes.Value, 0, len(list))
		for _, element := range list {
			values = append(values, value(of, element))
		}
		return tftypes.NewValue(ty, values)
	}
	switch ty := ty.(type) {
	case tftypes.Object:
		if o, ok := v.(object); ok {
			names := make([]string, 0, len(ty.AttributeTypes))
			for name := range ty.AttributeTypes {
				names = append(names, name)
			}
			return members(o, func(name string) tftypes.Type { return ty.AttributeTypes[name] }, names)
		}
	case tftypes.Map:
		if o, ok := v.(object); ok {
			names := make([]string, 0, len(o))
			for name := range o {
				names = append(names, name)
			}
			return members(o, func(string) tftypes.Type { return ty.ElementType }, names)
		}
	case tftypes.List:
		if list, ok := v.([]any); ok {
			return elements(list, ty.ElementType)
		}
	case tftypes.Set:
		if list, ok := v.(set); ok {
			return elements(list, ty.ElementType)
		}
	}
	return tftypes.NewValue(ty, v)
}

func TestNew_refusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]schema.Schema{
		"blocks":              {Blocks: map[string]schema.Block{"b": schema.SingleNestedBlock{}}},
		"a deprecated type":   {DeprecationMessage: "Use another one."},
		"write-only":          {Attributes: map[string]schema.Attribute{"a": schema.StringAttribute{Optional: true, WriteOnly: true}}},
		"other numbers":       {Attributes: map[string]schema.Attribute{"a": schema.NumberAttribute{Optional: true}}},
		"sets of objects":     {Attributes: map[string]schema.Attribute{"a": schema.SetNestedAttribute{Optional: true}}},
		"elements that judge": {Attributes: map[string]schema.Attribute{"a": schema.ListAttribute{Optional: true, ElementType: fwtypes.DecimalType{}}}},
	} {
		if _, err := shortcut.New(t.Context(), s); err == nil {
			t.Errorf("%s has short cuts", name)
		}
	}
}

func TestCurrent(t *testing.T) {
	t.Parallel()
	s := prepared(t, invoice)
	const whole = `{"id":"7","name":"March","amount":null,"paid":false,"days":3,"tags":{"a":"b"},"kinds":["a"],"lines":[{"price":"1","taxed":true}]}`
	for state, passes := range map[string]bool{
		whole:                        true,
		`{"name":"March"}`:           true, // Terraform takes what is missing for null
		`{"nam":"March"}`:            false,
		`{"name":7}`:                 false,
		`{"days":"3"}`:               false,
		`{"paid":"true"}`:            false,
		`{"tags":{"a":1}}`:           false,
		`{"tags":["a"]}`:             false,
		`{"kinds":{}}`:               false,
		`{"lines":[{"prices":"1"}]}`: false,
		`{"lines":[7]}`:              false,
		`null`:                       false,
		`[]`:                         false,
		``:                           false,
		`{"name":"March"`:            false,
		whole + `{}`:                 false,
	} {
		got := s.Current(2, &tfprotov6.RawState{JSON: []byte(state)})
		if passes != (got != nil) || got != nil && string(got.JSON) != state {
			t.Errorf("%q: %v", state, got)
		}
	}
	if s.Current(1, &tfprotov6.RawState{JSON: []byte(whole)}) != nil || s.Current(2, &tfprotov6.RawState{Flatmap: map[string]string{"name": "March"}}) != nil || s.Current(2, nil) != nil {
		t.Error("a state of another version or form passes")
	}
}

func TestUnchanged(t *testing.T) {
	t.Parallel()
	s := prepared(t, invoice)
	for name, c := range map[string]struct {
		config, prior object
		changes       object // of what is proposed against the prior state
		unchanged     bool
	}{
		"as it is":                     {configured(), stored(), nil, true},
		"defaults that are written":    {configured().with("end", "retain").with("paid", false), stored(), nil, true},
		"a set in Terraform's order":   {configured().with("kinds", set{"a", "b"}), stored(), nil, true},
		"no list at all":               {configured().with("lines", nil), stored().with("lines", nil), nil, true},
		"an empty list":                {configured().with("lines", []any{}), stored().with("lines", []any{}), nil, true},
		"another spelling":             {configured().with("amount", "10.5"), stored(), object{"amount": "10.5"}, false},
		"another value":                {configured().with("days", 4), stored(), object{"days": 4}, false},
		"a value left out":             {configured().with("amount", nil), stored(), object{"amount": nil}, false},
		"a default that is not stored": {configured(), stored().with("end", "void"), nil, false},
		"a default within a list":      {configured(), stored().with("lines", []any{object{"price": "1.0", "taxed": false}}), nil, false},
		"one more element":             {configured().with("lines", []any{object{"price": "1.0"}, object{"price": "1.0"}}), stored(), object{"lines": []any{object{"price": "1.0"}, object{"price": "1.0"}}}, false},
		"a list that is left out":      {configured().with("lines", nil), stored(), nil, false},
		"unknown":                      {configured().with("amount", unknown{}), stored(), object{"amount": unknown{}}, false},
		"an unknown list":              {configured().with("lines", unknown{}), stored(), object{"lines": unknown{}}, false},
		"what the type complains of":   {configured().with("amount", "ten"), stored().with("amount", "ten"), nil, false},
		"complained of within a list":  {configured().with("lines", []any{object{"price": "ten"}}), stored().with("lines", []any{object{"price": "ten", "taxed": true}}), nil, false},
		"a create":                     {configured(), nil, stored(), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proposed := c.prior
			for name, v := range c.changes {
				proposed = proposed.with(name, v)
			}
			prior := &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}
			if c.prior != nil {
				prior = encoded(t, c.prior)
			}
			if got := s.Unchanged(t.Context(), encoded(t, c.config), encoded(t, proposed), prior); got != c.unchanged {
				t.Errorf("unchanged: %t", got)
			}
		})
	}
	state, config := encoded(t, stored()), encoded(t, configured())
	for name, broken := range map[string]*tfprotov6.DynamicValue{
		"nothing": nil, "empty": {}, "null": {MsgPack: []byte{0xc0}}, "JSON": {JSON: []byte(`{}`)},
		"cut off": {MsgPack: state.MsgPack[:len(state.MsgPack)-1]}, "something after it": {MsgPack: append(state.MsgPack[:len(state.MsgPack):len(state.MsgPack)], 0xc0)},
	} {
		if s.Unchanged(t.Context(), config, state, broken) || s.Unchanged(t.Context(), config, broken, state) || s.Unchanged(t.Context(), broken, state, state) {
			t.Errorf("%s passes for a value", name)
		}
	}
}

func TestNew_plan(t *testing.T) {
	t.Parallel()
	s, none := prepared(t, invoice), &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}
	defaults := object{"id": unknown{}, "name": "March", "end": "retain", "paid": false, "kinds": set{"a", "b"}}
	for name, c := range map[string]struct{ config, planned object }{
		"bare":                 {object{"name": "March"}, defaults},
		"full":                 {configured(), stored().with("id", unknown{})},
		"instead of a default": {object{"name": "March", "end": "void"}, defaults.with("end", "void")},
		"an empty list":        {object{"name": "March", "lines": []any{}}, defaults.with("lines", []any{})},
	} {
		config := encoded(t, c.config)
		got := s.New(t.Context(), config, config, none)
		if got == nil {
			t.Errorf("%s: no plan", name)
			continue
		}
		planned, err := got.Unmarshal(s.Wire())
		if want := value(s.Wire(), c.planned); err != nil || !planned.Equal(want) {
			t.Errorf("%s: got %v, want %v, %v", name, planned, want, err)
		}
	}
	config := encoded(t, configured())
	for name, c := range map[string]struct{ config, proposed, prior *tfprotov6.DynamicValue }{
		"an object that is there":     {config, config, encoded(t, stored())},
		"something else is proposed":  {config, encoded(t, stored()), none},
		"nothing":                     {nil, nil, none},
		"null":                        {none, none, none},
		"cut off":                     {&tfprotov6.DynamicValue{MsgPack: config.MsgPack[:9]}, &tfprotov6.DynamicValue{MsgPack: config.MsgPack[:9]}, none},
		"what the type complains of":  {encoded(t, configured().with("amount", "ten")), encoded(t, configured().with("amount", "ten")), none},
		"an unknown text of its type": {encoded(t, configured().with("amount", unknown{})), encoded(t, configured().with("amount", unknown{})), none},
	} {
		if got := s.New(t.Context(), c.config, c.proposed, c.prior); got != nil {
			t.Errorf("%s is planned: %v", name, got)
		}
	}
}

// What is decoded is what the framework decodes.
func TestDecode(t *testing.T) {
	t.Parallel()
	s := prepared(t, invoice)
	for name, o := range map[string]object{"full": stored(), "bare": {"name": "March"}} {
		state := encoded(t, o)
		got, ok := s.Decode(t.Context(), state)
		if !ok {
			t.Fatalf("%s: not decoded", name)
		}
		raw, err := state.Unmarshal(s.Wire())
		if err != nil {
			t.Fatal(err)
		}
		want, err := invoice.Type().ValueFromTerraform(t.Context(), raw)
		members, ok := invoice.Type().(attr.TypeWithAttributeTypes)
		if err != nil || !ok || !want.Equal(types.ObjectValueMust(members.AttributeTypes(), got)) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	whole := encoded(t, stored()).MsgPack
	for name, broken := range map[string]*tfprotov6.DynamicValue{
		"nothing": nil, "empty": {}, "null": {MsgPack: []byte{0xc0}}, "cut off": {MsgPack: whole[:len(whole)-1]}, "JSON": {JSON: []byte(`{}`)},
		"unknown": encoded(t, stored().with("amount", unknown{})), "unknown within": encoded(t, stored().with("lines", []any{object{"price": unknown{}}})),
	} {
		if got, ok := s.Decode(t.Context(), broken); ok {
			t.Errorf("%s is decoded: %v", name, got)
		}
	}
}

func TestValid(t *testing.T) {
	t.Parallel()
	s := prepared(t, invoice)
	for name, c := range map[string]struct {
		config object
		valid  bool
	}{
		"in order":                       {configured(), true},
		"unknown values":                 {configured().with("amount", unknown{}).with("lines", unknown{}), true},
		"unknown within a list":          {configured().with("lines", []any{object{"price": unknown{}}}), true},
		"a required one is missing":      {configured().with("name", nil), false},
		"required within a list":         {configured().with("lines", []any{object{}}), false},
		"a computed one is given":        {configured().with("id", "7"), false},
		"a deprecated one is given":      {configured().with("old", "x"), false},
		"a validator complains":          {configured().with("name", "September 2031"), false},
		"a validator sees another value": {configured().with("note", "x"), false},
		"it sees none":                   {configured().with("note", "x").with("amount", nil), true},
		"the type complains":             {configured().with("amount", "ten"), false},
		"the type complains within":      {configured().with("lines", []any{object{"price": "ten"}}), false},
	} {
		asked := false
		agrees := func(tfsdk.Config, map[string]attr.Value) bool { asked = true; return true }
		if got := s.Valid(t.Context(), encoded(t, c.config), agrees); got != c.valid || asked != c.valid {
			t.Errorf("%s: valid %t, the resource was asked: %t", name, got, asked)
		}
	}
	if s.Valid(t.Context(), encoded(t, configured()), func(tfsdk.Config, map[string]attr.Value) bool { return false }) {
		t.Error("what the resource complains of is valid")
	}
	if s.Valid(t.Context(), nil, nil) || s.Valid(t.Context(), &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}, nil) || s.Valid(t.Context(), &tfprotov6.DynamicValue{MsgPack: []byte{0xc1}}, nil) {
		t.Error("what is no configuration is valid")
	}
}

func TestEncodeTexts(t *testing.T) {
	t.Parallel()
	names := []string{"id", "wallet_id"}
	ty := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "wallet_id": tftypes.String}}
	got, ok := shortcut.EncodeTexts(names, map[string]attr.Value{"id": types.StringValue("7"), "wallet_id": types.StringNull()})
	want, err := tfprotov6.NewDynamicValue(ty, tftypes.NewValue(ty, map[string]tftypes.Value{"id": tftypes.NewValue(tftypes.String, "7"), "wallet_id": tftypes.NewValue(tftypes.String, nil)}))
	if err != nil || !ok || string(got.MsgPack) != string(want.MsgPack) {
		t.Errorf("got %v, want %v", got, want)
	}
	for name, members := range map[string]map[string]attr.Value{
		"one too few":  {"id": types.StringValue("7")},
		"another name": {"id": types.StringValue("7"), "name": types.StringValue("7")},
		"unknown":      {"id": types.StringValue("7"), "wallet_id": types.StringUnknown()},
		"no text":      {"id": types.StringValue("7"), "wallet_id": types.BoolValue(true)},
	} {
		if got, ok := shortcut.EncodeTexts(names, members); ok {
			t.Errorf("%s: %v", name, got)
		}
	}
}
