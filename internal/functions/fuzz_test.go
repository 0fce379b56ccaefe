package functions_test

import (
	"math/rand/v2"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
)

// builder makes HCL values of any bytes: mostly plans, with anything in any place.
type builder struct {
	bytes []byte
	depth int
}

func (b *builder) next() int {
	if len(b.bytes) == 0 {
		return 0
	}
	first := b.bytes[0]
	b.bytes = b.bytes[1:]
	return int(first)
}

var (
	names = []string{
		"rate_plan_details", "rates", "type", "metering_type", "rate", "revshare", "start_unit", "end_unit", "product_id",
		"freemium_unit", "freemium_duration", "units", "revenue", "free_units_left", "up_to", "set_up_fee", "advance", "x", "",
	}
	texts = []string{
		"RATECARD", "REVSHARE", "REVSHARE_RATECARD", "USAGE_TARGET", "UNIT", "VOLUME", "STAIR_STEP", "DEV_SPECIFIC",
		"0", "1", "10", "0.05", "-1", "1e3", "", "rain", "\x00", "99999999999999999999999999", "true",
	}
	numbers = []string{"0", "1", "10", "0.05", "-1", "1e30", "1e-30", "1e5000", "3.3333333333333333333333333333333333333333", "100"}
)

// value is anything.
func (b *builder) value() any {
	b.depth++
	defer func() { b.depth-- }()
	switch kind := b.next() % 12; {
	case kind < 3:
		return texts[b.next()%len(texts)]
	case kind < 5:
		return num(numbers[b.next()%len(numbers)])
	case kind == 5:
		return b.next()%2 == 0
	case kind == 6:
		return nil
	case kind == 7:
		return []any{unk, tftypes.NewValue(tftypes.String, unk), tftypes.NewValue(tftypes.Number, unk), tftypes.NewValue(tftypes.Number, nil)}[b.next()%4]
	case b.depth > 5:
		return nil
	case kind < 10:
		members := obj{}
		for range b.next() % 6 {
			members[names[b.next()%len(names)]] = b.value()
		}
		return members
	}
	elements := tup{}
	for range b.next() % 4 {
		elements = append(elements, b.value())
	}
	return elements
}

// plan is a plan whose parts are now and then anything.
func (b *builder) plan() any {
	orAnything := func(value func() any) any {
		if b.next()%16 == 15 {
			return b.value()
		}
		return value()
	}
	text := func(choices ...string) any {
		return orAnything(func() any { return choices[b.next()%len(choices)] })
	}
	rate := func() any {
		return obj{
			"type": text("RATECARD", "RATECARD", "REVSHARE"), "rate": text("1", "0.05", "2"), "start_unit": text("0", "10", "20"),
			"end_unit": orAnything(func() any { return []any{nil, num("10"), num("20"), "5"}[b.next()%4] }),
		}
	}
	detail := func() any {
		rates := tup{}
		for range 1 + b.next()%3 {
			rates = append(rates, orAnything(rate))
		}
		return obj{
			"type": text(texts[:4]...), "metering_type": text(texts[4:8]...), "freemium_unit": text("0", "0", "5"),
			"freemium_duration": text("0", "0", "1"), "product_id": text("rain", "sun"), "rates": orAnything(func() any { return rates }),
		}
	}
	return orAnything(func() any {
		details := tup{}
		for range 1 + b.next()%2 {
			details = append(details, orAnything(detail))
		}
		return obj{"rate_plan_details": orAnything(func() any { return details }), "freemium_unit": text("0", "5")}
	})
}

// Whatever is passed, the answer is a result of the right type or an error about an argument.
func FuzzCharge(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("a plan with bands and some usage of it"))
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 31, 47, 63, 255})
	server := newServer()
	f.Fuzz(func(t *testing.T, data []byte) { callAll(t, server, data) })
}

// The same with random bytes, in every run of the tests.
func TestFunctions_arbitraryValues(t *testing.T) {
	t.Parallel()
	server := newServer()
	answered := 0
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 3))
		data := make([]byte, r.IntN(200))
		for i := range data {
			data[i] = byte(r.Uint32())
		}
		if callAll(t, server, data) {
			answered++
		}
	}
	if answered < 30 {
		t.Errorf("only %d of 2000 plans had a price: the test shows little", answered)
	}
}

// callAll calls the functions with values made of data, and reports whether the plan has a price.
func callAll(t *testing.T, server tfprotov6.ProviderServer, data []byte) (priced bool) {
	t.Helper()
	b := &builder{bytes: data}
	plan := b.plan()
	usage := b.value()
	if b.next()%2 == 0 {
		usage = obj{"units": num(numbers[b.next()%len(numbers)]), "revenue": 5, "product_id": "rain"}
	}
	for name, arguments := range map[string][]any{"charge": {plan, usage}, "fees": {plan}, "bands": {usage}} {
		result, failed := call(t, server, name, arguments...)
		if failed != nil && failed.FunctionArgument == nil {
			t.Errorf("%x: %s: an error about no argument: %s", data, name, failed.Text)
		}
		if failed == nil && name == "charge" && result.IsKnown() {
			priced = true
		}
	}
	return priced
}

// Bytes that no Terraform sends are an error too.
func FuzzDecode(f *testing.F) {
	f.Add([]byte{0x92, 0xc4, 0x01, 0x22, 0xc0})
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, count := range map[string]int{"charge": 2, "fees": 1, "bands": 1, "billing_month": 2} {
			req := &tfprotov6.CallFunctionRequest{Name: name}
			for range count {
				req.Arguments = append(req.Arguments, &tfprotov6.DynamicValue{MsgPack: data})
			}
			if resp, err := functions.Call(req); err != nil || resp.Error == nil && resp.Result == nil {
				t.Errorf("%s: %v, %v", name, resp, err)
			}
		}
	})
}

// A call with a whole resource: 10 000 of them must cost less than a second.
func BenchmarkCharge(b *testing.B) {
	server := newServer()
	rates := tup{}
	for i := range 5 {
		rate := obj{"type": "RATECARD", "rate": "0.0125", "revshare": tftypes.NewValue(tftypes.String, nil), "start_unit": num([]string{"0", "100", "1000", "10000", "100000"}[i]), "end_unit": nil}
		if i < 4 {
			rate["end_unit"] = num([]string{"100", "1000", "10000", "100000"}[i])
		}
		rates = append(rates, rate)
	}
	resp, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{})
	check(b, err)
	plan := obj{}
	kind, _ := resp.ResourceSchemas["mint_rate_plan"].ValueType().(tftypes.Object)
	for name, of := range kind.AttributeTypes {
		plan[name] = tftypes.NewValue(of, nil)
	}
	for _, name := range []string{"id", "organization"} {
		plan[name] = tftypes.NewValue(tftypes.String, unk)
	}
	plan["set_up_fee"], plan["name"], plan["type"] = "20.00", "Banded", "STANDARD"
	plan["rate_plan_details"] = tup{obj{"type": "RATECARD", "metering_type": "VOLUME", "rating_parameter": "VOLUME", "duration": 1, "duration_type": "MONTH", "rates": rates}}
	req := &tfprotov6.CallFunctionRequest{Name: "charge"}
	for _, argument := range []any{plan, 123456} {
		dynamic, err := tfprotov6.NewDynamicValue(tftypes.DynamicPseudoType, hcl(argument))
		check(b, err)
		req.Arguments = append(req.Arguments, &dynamic)
	}
	b.ReportAllocs()
	for b.Loop() {
		resp, err := server.CallFunction(b.Context(), req)
		if err != nil || resp.Error != nil {
			b.Fatal(err, resp.Error)
		}
	}
}
