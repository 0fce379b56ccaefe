package provider_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// spellings are texts to write for the attributes of a name; those of one row mean the same.
var spellings = map[string][][]string{
	"developer_id":                 {{"dev@example.com", "DEV@example.com"}, {"b6a9c4a2-0000-4000-8000-000000000001"}},
	"currency":                     {{"USD", "usd"}, {"EUR", "Eur"}},
	"amount":                       {{"10", "10.0", "10.000"}, {"2.5", "2.50"}},
	"adjustment_percentage_factor": {{"-12.5", "-12.50"}, {"0", "0.0"}},
	"rate_amount":                  {{"1.5", "1.50"}, {"2"}},
	"start_date":                   {{"2030-01-01", "2030-01-01 00:00:00"}, {"2030-02-01 10:00:00"}},
	"end_date":                     {{"2031-01-01", "2031-01-01 00:00:00"}},
	"expiration_at":                {{"2031-01-01T00:00:00Z", "2031-01-01T01:00:00+01:00"}, {"2020-01-01T00:00:00Z"}},
	"started_at":                   {{"2031-01-01T00:00:00Z"}},
	"reference":                    {{"order-1"}, {"order-2"}},
	"developer_billing_type":       {{"PREPAID"}, {"BOTH"}},
	"transaction_type":             {{"CHARGE"}},
	"metering_type":                {{"UNIT"}, {"VOLUME"}},
	"rating_parameter":             {{"VOLUME"}},
	"recurring_type":               {{"CALENDAR"}, {"CUSTOM"}},
	"revenue_type":                 {{"GROSS"}, {"NET"}},
	"trigger":                      {{"INTERVAL"}, {"THRESHOLD"}},
	"method":                       {{"FIXED"}, {"TARGET"}},
	"interval":                     {{"MONTHLY"}},
	"on_destroy":                   {{"retain"}, {"void"}, {"zero"}},
	"type":                         {{"RATECARD"}, {"TOPUP"}, {"VOID"}, {"STANDARD"}},
	"status":                       {{"ACTIVE"}, {"TERMINATED"}},
	"fee_types":                    {{"SUBSCRIPTION"}, {"COMMITMENT"}, {"CHARGE"}},
	"rate":                         {{"0.0125", "0.01250"}, {"1"}},
	"start_unit":                   {{"0", "0.0"}},
}

var (
	durations = [][]string{{"MONTH"}, {"DAY"}}
	credits   = [][]string{{"5", "5.00"}, {"2.5"}}
	anything  = [][]string{{"x"}, {"communications"}, {"Plan 1"}}
	// wrong is what people write by mistake.
	wrong = []string{"", " ", "1e3", "10,5", "-1", "2030-13-01", "2031-01-01T00:00:00.5Z", "NOPE", "0.123456789012", "ü"}
)

// generator writes configurations, with nulls, unknown values and mistakes among them.
type generator struct{ *rand.Rand }

func (g generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g generator) text(name string) string {
	if g.chance(2) {
		return wrong[g.IntN(len(wrong))]
	}
	rows, ok := spellings[name]
	switch {
	case ok:
	case len(name) > 5 && name[len(name)-5:] == "_type":
		rows = durations
	case len(name) > 7 && name[len(name)-7:] == "credits":
		rows = credits
	default:
		rows = anything
	}
	row := rows[g.IntN(len(rows))]
	return row[g.IntN(len(row))]
}

func (g generator) object(attributes []*tfprotov6.SchemaAttribute) acctest.Attrs {
	attrs := acctest.Attrs{}
	for _, a := range attributes {
		switch {
		case !a.Optional && !a.Required:
		case a.Required && g.chance(98), !a.Required && g.chance(35):
			attrs[a.Name] = g.value(a)
		}
	}
	return attrs
}

func (g generator) value(a *tfprotov6.SchemaAttribute) any {
	if g.chance(2) {
		return acctest.Unknown
	}
	if nested := a.NestedType; nested != nil && nested.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
		return g.object(nested.Attributes)
	} else if nested != nil {
		list := []any{}
		for range g.IntN(4) {
			list = append(list, g.object(nested.Attributes))
		}
		return list
	}
	switch {
	case a.Type.Is(tftypes.Bool):
		return g.chance(50)
	case a.Type.Is(tftypes.Number):
		return []int{4, 2025, 1, 0, -1}[g.IntN(5)]
	case a.Type.Is(tftypes.Map{}):
		return acctest.Attrs{"ticket": g.text(a.Name), "who": g.text(a.Name)}
	case a.Type.Is(tftypes.Set{}), a.Type.Is(tftypes.List{}):
		texts := map[string]bool{g.text(a.Name): true, g.text(a.Name): true}
		list := []any{}
		for _, text := range slices.Sorted(maps.Keys(texts)) {
			list = append(list, text)
		}
		g.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		return list
	default:
		return g.text(a.Name)
	}
}

// applied is what a run could have left in the state for a planned object.
func (g generator) applied(attributes []*tfprotov6.SchemaAttribute, planned acctest.Attrs) acctest.Attrs {
	attrs := acctest.Attrs{}
	for _, a := range attributes {
		value := planned[a.Name]
		if value == acctest.Unknown {
			for value == acctest.Unknown {
				value = g.value(a)
			}
			if g.chance(30) {
				value = nil
			}
		}
		if a.NestedType != nil {
			switch nested := value.(type) {
			case acctest.Attrs:
				value = g.applied(a.NestedType.Attributes, nested)
			case []any:
				list := make([]any, 0, len(nested))
				for _, element := range nested {
					if element, ok := element.(acctest.Attrs); ok {
						list = append(list, g.applied(a.NestedType.Attributes, element))
					}
				}
				value = list
			}
		}
		attrs[a.Name] = value
	}
	return attrs
}

// edited is a configuration with a few attributes written otherwise, left out or not known.
func (g generator) edited(attributes []*tfprotov6.SchemaAttribute, config acctest.Attrs) acctest.Attrs {
	edited := acctest.Attrs{}
	for _, a := range attributes {
		value, given := config[a.Name]
		switch {
		case !a.Optional && !a.Required, g.chance(2), !given && !g.chance(3):
		case !given, g.chance(3):
			edited[a.Name] = g.value(a)
		default:
			edited[a.Name] = g.respelled(a, value)
		}
	}
	return edited
}

// respelled is a value with some of its texts, and of its sets, written otherwise.
func (g generator) respelled(a *tfprotov6.SchemaAttribute, value any) any {
	switch value := value.(type) {
	case string:
		for _, row := range spellings[a.Name] {
			if slices.Contains(row, value) && g.chance(20) {
				return row[g.IntN(len(row))]
			}
		}
	case []any:
		list := slices.Clone(value)
		if a.NestedType == nil {
			g.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			return list
		}
		for i, element := range list {
			if element, ok := element.(acctest.Attrs); ok {
				list[i] = g.edited(a.NestedType.Attributes, element)
			}
		}
		return list
	case acctest.Attrs:
		if a.NestedType != nil {
			return g.edited(a.NestedType.Attributes, value)
		}
	}
	return value
}

// valid holds configurations that are in order, for types where few made at random are.
var valid = map[string][]acctest.Attrs{
	"mint_billing_adjustment": {
		{"name": "Goodwill", "adjustment_percentage_factor": "-12.5", "billing_month": 4, "billing_year": 2025},
		{"name": "Goodwill", "adjustment_percentage_factor": "0", "billing_month": 4, "billing_year": 2025, "published": true, "transaction_type": "CHARGE", "developer_id": "dev@example.com"},
	},
	"mint_rate_plan": {
		{
			"monetization_package_id": "communications", "name": "Flat", "display_name": "Flat", "currency": "USD", "start_date": "2030-01-01",
			"rate_plan_details": []any{acctest.Attrs{"type": "RATECARD", "metering_type": "UNIT", "rates": []any{acctest.Attrs{"type": "RATECARD", "rate": "0.0125", "start_unit": "0"}}}},
		},
		{
			"monetization_package_id": "communications", "name": "Bands", "display_name": "Bands", "currency": "USD", "start_date": "2030-01-01", "end_date": "2031-01-01", "published": true, "set_up_fee": "2.50",
			"contract_duration": 1, "contract_duration_type": "MONTH", "recurring_type": "CUSTOM",
			"rate_plan_details": []any{
				acctest.Attrs{"metering_type": "VOLUME", "rates": []any{
					acctest.Attrs{"rate": "1", "start_unit": "0", "end_unit": "10"}, acctest.Attrs{"rate": "0.0125", "start_unit": "10"},
				}},
				acctest.Attrs{"type": "REVSHARE", "revenue_type": "NET", "rates": []any{acctest.Attrs{"type": "REVSHARE", "revshare": "30", "start_unit": "0"}}},
			},
		},
		{"monetization_package_id": "communications", "name": "Empty", "display_name": "Empty", "currency": "USD", "start_date": "2030-01-01"},
	},
	"mint_wallet": {
		{"external_customer_id": "acme", "name": "Prepaid", "currency": "USD", "rate_amount": "1.5"},
		{
			"external_customer_id": "acme", "name": "Prepaid", "currency": "USD", "rate_amount": "1.5", "expiration_at": "2031-01-01T00:00:00Z",
			"applies_to":                  acctest.Attrs{"fee_types": []any{"CHARGE", "SUBSCRIPTION"}},
			"recurring_transaction_rules": []any{acctest.Attrs{"trigger": "INTERVAL", "method": "FIXED", "interval": "MONTHLY", "paid_credits": "5"}},
		},
	},
	"mint_wallet_transaction": {
		{"wallet_id": "w", "reference": "order-1", "type": "TOPUP", "paid_credits": "5", "granted_credits": "2.5", "metadata": acctest.Attrs{"ticket": "7"}},
		{"wallet_id": "w", "reference": "order-2", "type": "VOID", "credits_to_void": "5"},
	},
}

// FuzzShortcuts plans configurations of all kinds, unchanged and edited, on a server that asks the
// framework where it takes a short cut, and panics if the two disagree.
func FuzzShortcuts(f *testing.F) {
	e := acctest.New(f)
	known, err := mint.NewServer(mint.New("test")()).GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		f.Fatal(err)
	}
	types := slices.Sorted(maps.Keys(known.ResourceSchemas))
	for seed := range uint64(40 * len(types)) {
		f.Add(seed)
	}
	factory, block := e.Factory(), e.Block
	f.Fuzz(func(t *testing.T, seed uint64) {
		g := generator{rand.New(rand.NewPCG(seed, 1))}
		typeName := types[seed%uint64(len(types))]
		attributes := known.ResourceSchemas[typeName].Block.Attributes
		tf := acctest.NewTerraform(t, factory, block, typeName)
		config := g.object(attributes)
		if bases := valid[typeName]; len(bases) > 0 && g.chance(80) {
			config = g.edited(attributes, bases[g.IntN(len(bases))])
		}
		first := tf.Plan(config)
		if first.Failed() {
			return
		}
		tf.Put(g.applied(attributes, first.Planned))
		tf.Plan(config, acctest.WithoutRefresh())
		tf.Plan(g.edited(attributes, config), acctest.WithoutRefresh())
	})
}

// An unchanged object takes the short cuts: the answers are what was sent.
func TestShortcuts_areTaken(t *testing.T) {
	t.Parallel()
	for _, k := range kinds {
		e := acctest.New(t)
		recorded := record(t, e, k, 1)[0]
		process := mint.NewServer(e.Factory()())
		if _, err := process.ConfigureProvider(t.Context(), recorded.configure); err != nil {
			t.Fatal(err)
		}
		if read, err := process.ReadResource(t.Context(), recorded.read); err != nil || read.NewState != recorded.read.CurrentState {
			t.Errorf("%s: the framework reads it: %v", k.typeName, err)
		}
		if planned, err := process.PlanResourceChange(t.Context(), recorded.plan); err != nil || planned.PlannedState != recorded.plan.PriorState {
			t.Errorf("%s: the framework plans it: %v", k.typeName, err)
		}
	}
}
