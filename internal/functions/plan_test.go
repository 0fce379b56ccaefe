package functions_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// The attributes of a plan are those of the resource and of whatever looks plans up: each is known
// to the functions, and no name is known that is not there.
func TestReadPlan_knowsEveryAttribute(t *testing.T) {
	t.Parallel()
	resp, err := newServer().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	check(t, err)
	for name, s := range map[string]*tfprotov6.Schema{
		"resource": resp.ResourceSchemas["mint_rate_plan"], "data source": resp.DataSourceSchemas["mint_rate_plan"],
	} {
		plan := plainOf(s.ValueType())
		if _, err := functions.ReadPlan(plan); err != nil && !errors.Is(err, pricing.ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// plainOf is a value of a type in which nothing is known, and lists have one element.
func plainOf(kind tftypes.Type) any {
	switch kind := kind.(type) {
	case tftypes.Object:
		members := map[string]any{}
		for name, member := range kind.AttributeTypes {
			members[name] = plainOf(member)
		}
		return members
	case tftypes.List:
		return []any{plainOf(kind.ElementType)}
	}
	return functions.Unknown
}

// A plan that was looked up charges as the resource does, whatever its prices.
func TestCharge_lookedUpPlanChargesAsTheResource(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	pkg := e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "weather", DisplayName: "weather", Products: []string{"messaging"}})
	server := newServer()
	charged := 0
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(seed, 2))
		config := acctest.Attrs{
			"monetization_package_id": pkg, "name": fmt.Sprint("plan ", seed), "display_name": "x", "currency": "USD",
			"start_date": "2099-01-01", "set_up_fee": fmt.Sprintf("%d.%04d", r.IntN(100), r.IntN(10000)), "recurring_fee": fmt.Sprint(r.IntN(100)),
			"advance": r.IntN(2) == 0, "rate_plan_details": []any{randomDetail(r)},
		}
		resource := e.Terraform("mint_rate_plan")
		if out := resource.Apply(config); out.Failed() {
			t.Fatal(seed, out.Errors)
		}
		found, out := e.Terraform("mint_rate_plan").DataSource(acctest.Attrs{"monetization_package_id": pkg, "name": config["name"]})
		if out.Failed() {
			t.Fatal(seed, out.Errors)
		}
		own, err := functions.ReadPlan(plainAttrs(resource.State.Attrs()))
		check(t, err)
		looked, err := functions.ReadPlan(plainAttrs(found))
		check(t, err)
		for range 20 {
			usage := pricing.Usage{Units: pricing.Known(decimal.New(r.Int64N(3000000), -4)), Revenue: pricing.Known(decimal.New(r.Int64N(3000000), -4))}
			a, errA := pricing.Charge(own, usage)
			b, errB := pricing.Charge(looked, usage)
			if diff := cmp.Diff(a, b); diff != "" || (errA == nil) != (errB == nil) {
				t.Errorf("seed %d, %+v: %v, %v\n%s", seed, usage, errA, errB, diff)
			}
			if errA == nil {
				charged++
			}
		}
		if a, b := feesOf(t, server, resource.State.Attrs()), feesOf(t, server, found); a != b {
			t.Errorf("seed %d: the fees are %s and %s", seed, a, b)
		}
	}
	if charged < 150 {
		t.Errorf("only %d of 300 usages had a price: the test shows little", charged)
	}
}

func feesOf(t *testing.T, server tfprotov6.ProviderServer, plan acctest.Attrs) string {
	t.Helper()
	value, _ := plainAttrs(plan).(map[string]any)
	value["rate_plan_details"] = nil
	result, failed := call(t, server, "fees", value)
	if failed != nil {
		t.Fatal(failed.Text)
	}
	return show(t, result)
}

// randomDetail is a detail that the resource accepts, its bands in any order.
func randomDetail(r *rand.Rand) acctest.Attrs {
	metering := []string{"UNIT", "VOLUME", "STAIR_STEP"}[r.IntN(3)]
	count := 1 + r.IntN(4)
	if metering == "UNIT" {
		count = 1
	}
	var rates []any
	edge := 0
	for i := range count {
		rate := acctest.Attrs{"type": "RATECARD", "rate": fmt.Sprintf("%d.%04d", r.IntN(10), r.IntN(10000)), "start_unit": fmt.Sprint(edge)}
		edge += 1 + r.IntN(100)
		if i+1 < count || r.IntN(2) == 0 {
			rate["end_unit"] = fmt.Sprint(edge)
		}
		rates = append(rates, rate)
	}
	d := acctest.Attrs{"type": "RATECARD", "metering_type": metering}
	if metering != "STAIR_STEP" && r.IntN(3) == 0 {
		d["type"], d["revenue_type"] = "REVSHARE_RATECARD", "NET"
		rates = append(rates, acctest.Attrs{"type": "REVSHARE", "revshare": fmt.Sprint(r.IntN(100)), "start_unit": "0"})
	}
	if r.IntN(3) == 0 {
		d["freemium_unit"], d["freemium_duration"], d["freemium_duration_type"] = fmt.Sprint(r.IntN(20)), "0", "MONTH"
	}
	r.Shuffle(len(rates), func(i, j int) { rates[i], rates[j] = rates[j], rates[i] })
	d["rates"] = rates
	return d
}

// plainAttrs is a state in the values that ReadPlan takes.
func plainAttrs(value any) any {
	switch v := value.(type) {
	case acctest.Attrs:
		members := map[string]any{}
		for name, member := range v {
			members[name] = plainAttrs(member)
		}
		return members
	case []any:
		elements := slices.Clone(v)
		for i, element := range elements {
			elements[i] = plainAttrs(element)
		}
		return elements
	}
	return value
}
