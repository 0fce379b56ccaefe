package functions_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// Values of HCL, without their types: obj, tup and num are an object, a tuple and a number; nil is
// null, unk is not known yet.
type (
	obj = map[string]any
	tup = []any
	num string
)

var unk = tftypes.UnknownValue

// hcl makes a value of the type that Terraform would infer.
func hcl(value any) tftypes.Value {
	switch v := value.(type) {
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	case tftypes.Value:
		return v
	case string:
		return tftypes.NewValue(tftypes.String, v)
	case bool:
		return tftypes.NewValue(tftypes.Bool, v)
	case num:
		return number(string(v))
	case int:
		return number(fmt.Sprint(v))
	case tup:
		values, kinds := []tftypes.Value{}, []tftypes.Type{}
		for _, element := range v {
			values = append(values, hcl(element))
			kinds = append(kinds, values[len(values)-1].Type())
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: kinds}, values)
	case obj:
		values, kinds := map[string]tftypes.Value{}, map[string]tftypes.Type{}
		for name, member := range v {
			values[name] = hcl(member)
			kinds[name] = values[name].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: kinds}, values)
	default: // unk
		return tftypes.NewValue(tftypes.DynamicPseudoType, v)
	}
}

// call calls a function as Terraform does and returns its result, or its error.
func call(t testing.TB, server tfprotov6.ProviderServer, name string, arguments ...any) (tftypes.Value, *tfprotov6.FunctionError) {
	t.Helper()
	req := &tfprotov6.CallFunctionRequest{Name: name}
	for _, argument := range arguments {
		value := hcl(argument)
		kind := tftypes.Type(tftypes.DynamicPseudoType)
		if text, ok := argument.(string); ok && name == "billing_month" {
			kind, value = tftypes.String, hcl(text)
		} else if name == "billing_month" {
			kind = tftypes.Number
		}
		dynamic, err := tfprotov6.NewDynamicValue(kind, value)
		if err != nil {
			t.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &dynamic)
	}
	resp, err := server.CallFunction(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Error != nil {
		return tftypes.Value{}, resp.Error
	}
	result, err := resp.Result.Unmarshal(returns()[name])
	if err != nil {
		t.Fatal(err)
	}
	return result, nil
}

// returns are the types that the functions return.
var returns = sync.OnceValue(func() map[string]tftypes.Type {
	resp, err := newServer().GetFunctions(context.Background(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		panic(err)
	}
	types := map[string]tftypes.Type{}
	for name, f := range resp.Functions {
		types[name] = f.Return.Type
	}
	return types
})

func newServer() tfprotov6.ProviderServer { return mint.NewServer(mint.New("test")()) }

// show prints a result as HCL would, in one line.
func show(t testing.TB, v tftypes.Value) string {
	t.Helper()
	switch {
	case !v.IsKnown():
		return "?"
	case v.IsNull():
		return "null"
	case v.Type().Is(tftypes.List{}):
		var elements []tftypes.Value
		check(t, v.As(&elements))
		var all []string
		for _, element := range elements {
			all = append(all, show(t, element))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case v.Type().Is(tftypes.Object{}):
		var members map[string]tftypes.Value
		check(t, v.As(&members))
		var all []string
		for _, name := range sorted(members) {
			all = append(all, name+"="+show(t, members[name]))
		}
		return "{" + strings.Join(all, " ") + "}"
	case v.Type().Is(tftypes.String):
		var text string
		check(t, v.As(&text))
		return fmt.Sprintf("%q", text)
	case v.Type().Is(tftypes.Bool):
		var b bool
		check(t, v.As(&b))
		return fmt.Sprint(b)
	}
	return numberText(t, v)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// member is the attribute of an object.
func member(t testing.TB, v tftypes.Value, name string) tftypes.Value {
	t.Helper()
	var members map[string]tftypes.Value
	check(t, v.As(&members))
	return members[name]
}

// A plan may come in any shape that HCL can give it.
func TestCharge_shapesOfPlans(t *testing.T) {
	t.Parallel()
	server := newServer()
	rate := obj{"rate": "0.05", "end_unit": "100"}
	next := obj{"rate": num("0.02"), "start_unit": 100}
	priced := func(rates any) obj {
		return obj{"rate_plan_details": tup{obj{"metering_type": "VOLUME", "rates": rates}}}
	}
	same := tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		"rate": tftypes.String, "start_unit": tftypes.Number, "end_unit": tftypes.String,
	}}
	uniform := func(rate, start string, end any) tftypes.Value {
		return tftypes.NewValue(same, map[string]tftypes.Value{
			"rate": hcl(rate), "start_unit": number(start), "end_unit": tftypes.NewValue(tftypes.String, end),
		})
	}
	elements := []tftypes.Value{uniform("0.05", "0", "100"), uniform("0.02", "100", nil)}
	texts := func(of map[string]string) tftypes.Value {
		values := map[string]tftypes.Value{}
		for name, text := range of {
			values[name] = hcl(text)
		}
		return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, values)
	}
	for name, plan := range map[string]any{
		"tuple": priced(tup{rate, next}),
		"list":  priced(tftypes.NewValue(tftypes.List{ElementType: same}, elements)),
		"set":   priced(tftypes.NewValue(tftypes.Set{ElementType: same}, elements)),
		"nulls": obj{
			"set_up_fee": nil, "freemium_unit": nil, "freemium_duration": tftypes.NewValue(tftypes.Number, nil), "name": nil,
			"rate_plan_details": tup{obj{"type": nil, "metering_type": "VOLUME", "product_id": nil, "rates": tup{rate, next}}},
		},
		"maps": priced(tup{texts(map[string]string{"rate": "0.05", "end_unit": "100"}), texts(map[string]string{"rate": "0.0200", "start_unit": "100.0", "type": "RATECARD"})}),
		"wrong where it does not matter": obj{
			"set_up_fee": "eJIfCZ91", "advance": "x", "end_date": 7, "name": tup{},
			"rate_plan_details": tup{obj{"metering_type": "VOLUME", "duration": "x", "currency": 3, "rates": tup{rate, next}}},
		},
		"unknown that do not matter": obj{
			"id": unk, "organization": unk, "set_up_fee": unk, "advance": unk, "end_date": unk,
			"rate_plan_details": tup{obj{"metering_type": "VOLUME", "rating_parameter": unk, "currency": unk, "rates": tup{rate, next}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for shape, usage := range map[string]any{
				"number": 150, "text": "150", "object": obj{"units": 150}, "text in an object": obj{"units": "150.0", "product_id": nil, "revenue": nil},
			} {
				got, failed := call(t, server, "charge", plan, usage)
				if failed != nil {
					t.Fatalf("%s: %s", shape, failed.Text)
				}
				const want = `{charged_units=150 complete=true free_units=0 lines=[` +
					`{amount=5 end_unit=100 rate=0.05 start_unit=0 type="RATECARD" units=100}, ` +
					`{amount=1 end_unit=null rate=0.02 start_unit=100 type="RATECARD" units=50}] share=null text="6.0000" total=6}`
				if diff := cmp.Diff(want, show(t, got)); diff != "" {
					t.Errorf("%s:\n%s", shape, diff)
				}
			}
		})
	}
}

// The answer is not known where the price needs what is not known.
func TestCharge_unknown(t *testing.T) {
	t.Parallel()
	server := newServer()
	flat := obj{"rate_plan_details": tup{obj{"rates": tup{obj{"rate": 1}}}}}
	for name, tt := range map[string][2]any{
		"plan":      {unk, 1},
		"details":   {obj{"rate_plan_details": unk}, 1},
		"detail":    {obj{"rate_plan_details": tup{unk}}, 1},
		"rates":     {obj{"rate_plan_details": tup{obj{"rates": unk}}}, 1},
		"rate":      {obj{"rate_plan_details": tup{obj{"rates": tup{unk}}}}, 1},
		"price":     {obj{"rate_plan_details": tup{obj{"rates": tup{obj{"rate": tftypes.NewValue(tftypes.String, unk)}}}}}, 1},
		"usage":     {flat, tftypes.NewValue(tftypes.Number, unk)},
		"units":     {flat, obj{"units": unk}},
		"free left": {flat, obj{"units": 3, "free_units_left": unk}},
		"both":      {unk, unk},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, failed := call(t, server, "charge", tt[0], tt[1])
			if failed != nil {
				t.Fatal(failed.Text)
			}
			if got.IsKnown() || !got.Type().Is(tftypes.Object{}) {
				t.Errorf("got %s", show(t, got))
			}
		})
	}
}

func TestFunctions_errorsPointToTheArgument(t *testing.T) {
	t.Parallel()
	server := newServer()
	detail := func(d obj) obj { return obj{"rate_plan_details": tup{d}} }
	rate := func(r obj) obj { return detail(obj{"rates": tup{r}}) }
	flat := rate(obj{"rate": 1})
	for want, tt := range map[string]struct {
		function  string
		arguments []any
		argument  int64
	}{
		"has to be an object, not the number 1":                  {"charge", tup{1, 1}, 0},
		"has to be an object, not null":                          {"charge", tup{tftypes.NewValue(tftypes.Object{}, nil), 1}, 0},
		"not a rate plan: it has no attribute rate_plan_details": {"charge", tup{obj{"id": "x"}, 1}, 0},
		"Pass its attribute rate_plan":                           {"charge", tup{obj{"id": "x", "rate_plan": flat}, 1}, 0},
		`There is no attribute "freemium_units" here`:            {"charge", tup{obj{"rate_plan_details": tup{}, "freemium_units": 1}, 1}, 0},
		`rate_plan_details[0]: There is no attribute "rate"`:     {"charge", tup{detail(obj{"rate": 1}), 1}, 0},
		`rate_plan_details[0].rates[0]: There is no attribute`:   {"charge", tup{rate(obj{"start": 1}), 1}, 0},
		"rate_plan_details has to be a list, not an object":      {"charge", tup{obj{"rate_plan_details": obj{}}, 1}, 0},
		"rate_plan_details[0] has to be an object, not null":     {"charge", tup{obj{"rate_plan_details": tup{nil}}, 1}, 0},
		"rate_plan_details[0].rates has to be a list":            {"charge", tup{detail(obj{"rates": "x"}), 1}, 0},
		"rate_plan_details[0].type has to be a string":           {"charge", tup{detail(obj{"type": 1}), 1}, 0},
		"rates[0].rate is -1, and must not be negative":          {"charge", tup{rate(obj{"rate": num("-1")}), 1}, 0},
		`rates[0].rate: "1,5" has a digit separator`:             {"charge", tup{rate(obj{"rate": "1,5"}), 1}, 0},
		"rates[0].rate has to be a number, not true":             {"charge", tup{rate(obj{"rate": true}), 1}, 0},
		"rates[0].rate has more than 25 digits":                  {"charge", tup{rate(obj{"rate": num("1e200")}), 1}, 0},
		"characters) is too long for a number":                   {"charge", tup{rate(obj{"rate": num("1e2000")}), 1}, 0},
		"rates[0].revshare is 101, and has to be a percentage":   {"charge", tup{rate(obj{"type": "REVSHARE", "revshare": 101}), 1}, 0},
		"rates[0].rate: A rate of type RATECARD needs rate":      {"charge", tup{rate(obj{}), 1}, 0},
		`advance is "maybe", and has to be true or false`:        {"fees", tup{obj{"rate_plan_details": nil, "advance": "maybe"}}, 0},
		"advance has to be true or false, not the number 1":      {"fees", tup{obj{"rate_plan_details": nil, "advance": 1}}, 0},
		"recurring_type is \"DAILY\"":                            {"fees", tup{obj{"rate_plan_details": nil, "recurring_type": "DAILY"}}, 0},
		"set_up_fee: \"\" is not a number":                       {"fees", tup{obj{"rate_plan_details": nil, "set_up_fee": ""}}, 0},
		"The usage is null":                                      {"charge", tup{flat, nil}, 1},
		"is -2, and must not be negative":                        {"charge", tup{flat, num("-2")}, 1},
		"has more than 25 digits":                                {"charge", tup{flat, num("3.3333333333333333333333333333")}, 1},
		`"many" is not a decimal number`:                         {"charge", tup{flat, "many"}, 1},
		"has to be a number, not a list":                         {"charge", tup{flat, tup{1}}, 1},
		`There is no attribute "unit" here; there are units`:     {"charge", tup{flat, obj{"unit": 1}}, 1},
		"units is needed: the plan has a price for each unit":    {"charge", tup{flat, obj{}}, 1},
		"product_id has to be a string, not the number 7":        {"charge", tup{flat, obj{"units": 1, "product_id": 7}}, 1},
		"free_units_left is 3, and the plan has no free usage":   {"charge", tup{flat, obj{"units": 1, "free_units_left": 3}}, 1},
		"has to be a list, not an object":                        {"bands", tup{obj{"rate": 1}}, 0},
		"The list is empty":                                      {"bands", tup{tup{}}, 0},
		"This is a set, which has no order":                      {"bands", tup{tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{})}, 0},
		`[0]: There is no attribute "end_unit" here`:             {"bands", tup{tup{obj{"end_unit": 1, "rate": 1}}}, 0},
		"[1].up_to is 5, and has to be greater":                  {"bands", tup{tup{obj{"up_to": 10, "rate": 1}, obj{"up_to": 5, "rate": 1}}}, 0},
		"[0].up_to is needed":                                    {"bands", tup{tup{obj{"rate": 1}, obj{"rate": 1}}}, 0},
		`"2026-01" is not an RFC 3339 time`:                      {"billing_month", tup{"2026-01", 0}, 0},
		"1.5 is not a whole number of months":                    {"billing_month", tup{"2026-01-01T00:00:00Z", num("1.5")}, 1},
		"000... is not a whole number of months":                 {"billing_month", tup{"2026-01-01T00:00:00Z", num("1e3000")}, 1},
		"is in the year 10359, and years go from 1000 to 9999":   {"billing_month", tup{"2026-01-01T00:00:00Z", 100000}, 1},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			got, failed := call(t, server, tt.function, tt.arguments...)
			if failed == nil {
				t.Fatalf("got %s", show(t, got))
			}
			if failed.FunctionArgument == nil || *failed.FunctionArgument != tt.argument || !strings.Contains(failed.Text, want) {
				t.Errorf("argument %v: %s", failed.FunctionArgument, failed.Text)
			}
			if strings.HasSuffix(failed.Text, ".") {
				t.Errorf("Terraform adds a period to %q", failed.Text)
			}
		})
	}
}

func TestFees(t *testing.T) {
	t.Parallel()
	server := newServer()
	for want, plan := range map[string]obj{
		"{early_termination=50 first_invoice=30.5 recurring=10 set_up=20.5}": {"set_up_fee": "20.50", "recurring_fee": 10, "early_termination_fee": "50", "advance": true},
		"{early_termination=0 first_invoice=20 recurring=10 set_up=20}":      {"set_up_fee": "20", "recurring_fee": 10, "advance": "false"},
		"{early_termination=0 first_invoice=null recurring=10 set_up=0}":     {"recurring_fee": 10, "advance": true, "prorate": true},
		"{early_termination=0 first_invoice=? recurring=? set_up=20}":        {"set_up_fee": "20", "recurring_fee": unk, "advance": true},
	} {
		plan["rate_plan_details"] = unk
		got, failed := call(t, server, "fees", plan)
		if failed != nil {
			t.Fatal(failed.Text)
		}
		if text := show(t, got); text != want {
			t.Errorf("got %s, want %s", text, want)
		}
	}
	if got, failed := call(t, server, "fees", unk); failed != nil || got.IsKnown() {
		t.Errorf("of an unknown plan: %v %v", got, failed)
	}
}

func TestBands(t *testing.T) {
	t.Parallel()
	server := newServer()
	for want, list := range map[string]any{
		`[{end_unit="100" rate="0.05" revshare=null start_unit="0" type="RATECARD"}, {end_unit=null rate="0.02" revshare=null start_unit="100" type="RATECARD"}]`: tup{
			obj{"up_to": 100, "rate": "0.050"}, obj{"rate": num("0.02")},
		},
		`[{end_unit="0.5" rate=null revshare="20" start_unit="0" type="REVSHARE"}]`: tup{obj{"up_to": "0.5", "revshare": "20.0", "rate": nil}},
		`[{end_unit=? rate="1" revshare=null start_unit="0" type="RATECARD"}, {end_unit=null rate=? revshare=null start_unit=? type="RATECARD"}]`: tup{
			obj{"up_to": unk, "rate": 1}, obj{"rate": unk},
		},
		"?": tup{unk},
	} {
		got, failed := call(t, server, "bands", list)
		if failed != nil {
			t.Fatal(failed.Text)
		}
		if text := show(t, got); text != want {
			t.Errorf("got  %s\nwant %s", text, want)
		}
	}
	if got, failed := call(t, server, "bands", unk); failed != nil || got.IsKnown() {
		t.Errorf("of an unknown list: %v %v", got, failed)
	}
}

func TestBillingMonth(t *testing.T) {
	t.Parallel()
	server := newServer()
	for _, tt := range []struct {
		date   string
		offset int
		want   string
	}{
		{"2026-11-29T10:00:00Z", 0, "{billing_month=11 billing_year=2026}"},
		{"2026-11-29T10:00:00Z", -1, "{billing_month=10 billing_year=2026}"},
		{"2026-11-29T10:00:00Z", 2, "{billing_month=1 billing_year=2027}"},
		{"2026-01-31T10:00:00Z", -1, "{billing_month=12 billing_year=2025}"},
		{"2026-01-31T10:00:00Z", 1, "{billing_month=2 billing_year=2026}"},
		{"2024-02-29T10:00:00Z", 12, "{billing_month=2 billing_year=2025}"},
		{"2026-02-01T00:30:00+02:00", 0, "{billing_month=2 billing_year=2026}"},
		{"2026-01-31T23:30:00-05:00", 0, "{billing_month=1 billing_year=2026}"},
		{"2026-03-15T10:00:00Z", -15, "{billing_month=12 billing_year=2024}"},
		{"9999-12-31T23:59:59Z", 0, "{billing_month=12 billing_year=9999}"},
	} {
		got, failed := call(t, server, "billing_month", tt.date, tt.offset)
		if failed != nil {
			t.Fatal(failed.Text)
		}
		if text := show(t, got); text != tt.want {
			t.Errorf("%s, %d: got %s, want %s", tt.date, tt.offset, text, tt.want)
		}
	}
}

// Every function has an example and a page, and says what its parameters are.
func TestFunctions_areDocumented(t *testing.T) {
	t.Parallel()
	resp, err := newServer().GetFunctions(t.Context(), &tfprotov6.GetFunctionsRequest{})
	check(t, err)
	for name, f := range resp.Functions {
		if f.Summary == "" || f.Description == "" {
			t.Errorf("%s is not described", name)
		}
		for _, p := range f.Parameters {
			if !strings.HasSuffix(p.Description, ".") {
				t.Errorf("%s.%s: the description is not a sentence: %q", name, p.Name, p.Description)
			}
		}
		for _, file := range []string{"../../examples/functions/" + name + "/function.tf", "../../docs/functions/" + name + ".md"} {
			if _, err := os.Stat(file); err != nil {
				t.Error(err)
			}
		}
	}
}
