package rateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Whatever is lost, the service holds one plan in the end, and a run that fails leaves
// nothing behind that the next one does not find.
func TestRatePlan_lostAnswers(t *testing.T) {
	t.Parallel()
	lose := func(fault fake.Fault) func(*acctest.Env) {
		return func(e *acctest.Env) { e.Server.Inject(fault, fake.On("POST", "rate-plans")) }
	}
	for name, tt := range map[string]struct {
		inject func(*acctest.Env)
		fails  bool
	}{
		"dropped after the effect": {lose(fake.DropAfter()), false},
		"truncated":                {lose(fake.Truncate()), false},
		"HTML after the effect":    {lose(fake.AfterEffect(fake.HTML(200))), false},
		"no id in the answer":      {lose(fake.OmitKeys("id")), false},
		"committed late":           {lose(fake.CommitLate(2, fake.DropBefore())), false},
		"lost tokens":              {lose(fake.LoseTokens()), false},
		"dropped before":           {lose(fake.DropBefore()), true},
		"committed after that":     {lose(fake.CommitLate(1000, fake.DropBefore())), true},
		"a lagging list": {func(e *acctest.Env) {
			e.Server.Inject(fake.Lag(3), fake.On("GET", plansRoute), fake.Always())
			lose(fake.DropAfter())(e)
		}, false},
		"look-up fails": {func(e *acctest.Env) { e.Server.Inject(fake.Status(500, ""), fake.On("GET", plansRoute), fake.Always()) }, true},
		"lost, look-up fails": {func(e *acctest.Env) {
			lose(fake.DropAfter())(e)
			e.Server.Inject(fake.HTML(502), fake.On("GET", plansRoute), fake.Skip(1), fake.Always())
		}, true},
	} {
		for _, kind := range []string{"plan", "revision"} {
			if kind == "revision" && name != "dropped after the effect" {
				continue // package apigee tests that revisions are made under the same rule
			}
			t.Run(name+" of a "+kind, func(t *testing.T) {
				t.Parallel()
				e := start(t)
				config := banded("0.05", "0.025")
				if kind == "revision" {
					publishedPlan(t, e)
					config = with(config, "name", "Second", "start_date", "2026-01-01", "parent_rate_plan_id", goldID)
				}
				before := count(e)
				tt.inject(e)
				tf := e.Terraform(typeName)
				out := tf.Apply(config)
				if out.Failed() != tt.fails || tf.Tainted || tt.fails != (tf.State == nil) {
					t.Fatalf("errors %q, state %v", out.Errors, tf.State)
				}
				if got := e.Server.Count("POST", "rate-plans"); got > 1 && name != "lost tokens" {
					t.Errorf("%d POSTs in one run", got)
				}
				e.Server.ClearFaults()
				e.Server.CommitPending()
				if out := tf.Apply(config); out.Failed() {
					t.Fatalf("applying again: %q", out.Errors)
				}
				if made := count(e) - before; made != 1 {
					t.Errorf("%d plans were made", made)
				}
				succeed(t, tf.Plan(config), acctest.NoOp)
			})
		}
	}
}

func TestRatePlan_adoption(t *testing.T) {
	t.Parallel()
	console := apigeefake.RatePlan{Package: pkg, Name: "Gold", Description: "Gold", Currency: "usd", StartDate: "2025-07-01 00:00:00"}
	config := with(draft(), "description", "Gold")
	t.Run("identical", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		e.Apigee.AddRatePlan(acctest.Organization, console)
		tf := e.Terraform(typeName)
		contains(t, succeed(t, tf.Apply(config), acctest.Create).Warnings, "Adopted: rate plan Gold of package messaging_package")
		onlyReads(t, e)
		succeed(t, tf.Plan(config), acctest.NoOp)
	})
	t.Run("otherwise", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		e.Apigee.AddRatePlan(acctest.Organization, console)
		out := e.Terraform(typeName).Apply(with(config, "set_up_fee", "5"))
		contains(t, out.Errors, "Exists already: rate plan Gold", "set-up fee is 0, not 5", `id = "messaging_package/messaging_package_gold"`, "import {")
		onlyReads(t, e)
	})
	t.Run("the id of another name", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		e.Apigee.AddRatePlan(acctest.Organization, console)
		contains(t, e.Terraform(typeName).Apply(with(config, "name", "GOLD")).Errors, "mint.resourceAlreadyExists", "in lower case", "never freed")
	})
}

// A plan that was made is in the state, and one that was not is not; a change that failed
// leaves the state as it was. Whatever happened, applying again ends well.
func TestRatePlan_faults(t *testing.T) {
	t.Parallel()
	faults := map[string]fake.Fault{
		"500": fake.Status(500, ""), "503": fake.Status(503, ""), "429": fake.TooManyRequests(""), "429 with a pause": fake.TooManyRequests("7"),
		"dropped before": fake.DropBefore(), "dropped after": fake.DropAfter(), "truncated": fake.Truncate(), "HTML 502": fake.HTML(502),
		"HTML 200": fake.HTML(200), "redirect": fake.Redirect(302, "/elsewhere"), "lost tokens": fake.LoseTokens(),
	}
	edited := banded("0.05", "0.02")
	routes := []string{"GET", "PUT", "DELETE"}
	for name, fault := range faults {
		t.Run(name+" once on each route", func(t *testing.T) {
			t.Parallel()
			e := start(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(banded("0.05", "0.025")), acctest.Create)
			for _, method := range routes {
				e.Server.Inject(fault, fake.On(method, planRoute))
			}
			for _, out := range []acctest.Outcome{tf.Apply(edited), tf.Destroy()} {
				// A page of a proxy that claims success, and a redirect, are no faults to try again.
				if out.Failed() && name != "HTML 200" && name != "redirect" {
					t.Errorf("one fault was not survived: %q", out.Errors)
				}
			}
			endWell(t, e, tf, edited)
		})
	}
	for _, name := range []string{"503", "dropped after"} {
		for _, method := range routes {
			t.Run(name+" always on "+method, func(t *testing.T) {
				t.Parallel()
				e := start(t)
				tf := e.Terraform(typeName)
				succeed(t, tf.Apply(banded("0.05", "0.025")), acctest.Create)
				e.Server.Inject(faults[name], fake.On(method, planRoute), fake.Always())
				tf.Apply(edited)
				if tf.State == nil || tf.Tainted {
					t.Fatal("the plan is lost")
				}
				if out := tf.Destroy(); out.Failed() == (tf.State == nil) {
					t.Errorf("destroy says %q, state %v", out.Errors, tf.State)
				}
				endWell(t, e, tf, edited)
			})
		}
	}
}

// endWell applies once more without faults.
func endWell(t *testing.T, e *acctest.Env, tf *acctest.Terraform, config acctest.Attrs) {
	t.Helper()
	e.Server.ClearFaults()
	if out := tf.Apply(config); out.Failed() || tf.Tainted {
		t.Fatalf("applying again: %q", out.Errors)
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
	if count(e) != 1 {
		t.Errorf("%d plans", count(e))
	}
}

func TestRatePlan_wrongAccount(t *testing.T) {
	t.Parallel()
	e := start(t)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: "other"})
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(draft()), acctest.Create)
	e.Block["apigee"] = with(e.Block["apigee"].(acctest.Attrs), "organization", "other") //nolint:forcetypeassert // the block of Env is an object
	e.Server.ResetJournal()
	for name, out := range map[string]acctest.Outcome{
		"refresh":                 tf.Refresh(),
		"update without refresh":  tf.Apply(with(draft(), "prorate", true), acctest.WithoutRefresh()),
		"destroy without refresh": tf.Apply(nil, acctest.WithoutRefresh()),
	} {
		contains(t, out.Errors, "belongs to another account")
		if tf.State == nil {
			t.Errorf("%s removed the state", name)
		}
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("the other account was asked: %v", sent)
	}
}

func TestRatePlan_unknownProvider(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf, config := publishedPlan(t, e)
	e.Block["apigee"] = with(e.Block["apigee"].(acctest.Attrs), "endpoint", acctest.Unknown) //nolint:forcetypeassert // the block of Env is an object
	e.Server.ResetJournal()
	contains(t, succeed(t, tf.Plan(config), acctest.NoOp).Warnings, "apigee.endpoint")
	contains(t, tf.Plan(nil).Warnings, "will be ended, not deleted")
	fresh := e.Terraform(typeName)
	succeed(t, fresh.Plan(config), acctest.Create)
	contains(t, fresh.Import(pkg+"/"+goldID).Errors, "apigee.endpoint")
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("something was sent: %v", sent)
	}
}

func TestRatePlan_unknownArgument(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ argument, other any }{
		"monetization_package_id": {pkg, "other"}, "name": {"Gold", "Silver"}, "parent_rate_plan_id": {nil, "p"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(draft()), acctest.Create)
			e.Server.ResetJournal()
			unknown := with(draft(), name, acctest.Unknown)
			succeed(t, tf.Apply(unknown, acctest.Resolving(with(draft(), name, tt.argument))), acctest.Update)
			onlyReads(t, e)
			contains(t, tf.Apply(unknown, acctest.Resolving(with(draft(), name, tt.other))).Errors, "plan again")
			onlyReads(t, e)
			succeed(t, tf.Plan(with(draft(), name, tt.other)), acctest.Replace)
		})
	}
}

func TestRatePlan_badInput(t *testing.T) {
	t.Parallel()
	detail := func(more ...any) acctest.Attrs {
		return with(draft(), "rate_plan_details", []any{with(acctest.Attrs{"type": "RATECARD"}, more...)})
	}
	rate := func(more ...any) acctest.Attrs {
		return detail("rates", []any{with(acctest.Attrs{"rate": "1"}, more...)})
	}
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"no package":              {with(draft(), "monetization_package_id", ""), []string{"monetization_package_id"}},
		"no name":                 {with(draft(), "name", ""), []string{"name"}},
		"no display name":         {with(draft(), "display_name", ""), []string{"display_name"}},
		"empty description":       {with(draft(), "description", ""), []string{"description"}},
		"type":                    {with(draft(), "type", "standard"), []string{"type", "STANDARD", "case"}},
		"developer":               {with(draft(), "developer_id", acctest.Postpaid), []string{"developer_id", "The plan is for somebody else"}},
		"category":                {with(draft(), "type", "DEVELOPER_CATEGORY"), []string{"developer_category_id", "The plan is for nobody"}},
		"currency":                {with(draft(), "currency", "US D"), []string{"currency"}},
		"start":                   {with(draft(), "start_date", "2025-02-30"), []string{"start_date"}},
		"start with a zone":       {with(draft(), "start_date", "2025-02-20T00:00:00Z"), []string{"start_date", "zone"}},
		"end":                     {with(draft(), "end_date", "soon"), []string{"end_date"}},
		"end before the start":    {with(draft(), "end_date", "2025-06-30"), []string{"end_date", "ends before it starts"}},
		"fee":                     {with(draft(), "set_up_fee", "1e3"), []string{"set_up_fee"}},
		"negative fee":            {with(draft(), "recurring_fee", "-1"), []string{"recurring_fee"}},
		"five decimals":           {with(draft(), "early_termination_fee", "0.00001"), []string{"early_termination_fee", "4"}},
		"recurring type":          {with(draft(), "recurring_type", "MONTHLY"), []string{"recurring_type"}},
		"day of the month":        {with(draft(), "recurring_start_unit", 32), []string{"recurring_start_unit"}},
		"frequency":               {with(draft(), "frequency_duration", 0, "frequency_duration_type", "MONTH"), []string{"frequency_duration"}},
		"frequency type":          {with(draft(), "frequency_duration", 1, "frequency_duration_type", "MONTHS"), []string{"frequency_duration_type"}},
		"half a frequency":        {with(draft(), "frequency_duration", 1), []string{"frequency_duration_type", "A duration without a unit"}},
		"half a contract":         {with(draft(), "contract_duration_type", "YEAR"), []string{"contract_duration", "A unit without a duration"}},
		"contract":                {with(draft(), "contract_duration", -1, "contract_duration_type", "YEAR"), []string{"contract_duration"}},
		"contract type":           {with(draft(), "contract_duration", 1, "contract_duration_type", ""), []string{"contract_duration_type"}},
		"part of free usage":      {with(draft(), "freemium_unit", 5), []string{"freemium_duration", "freemium_duration_type", "given only in part"}},
		"part of a free unit":     {with(draft(), "freemium_unit", "0.5"), []string{"freemium_unit", "whole"}},
		"free for a minus":        {with(draft(), "freemium_duration", -1), []string{"freemium_duration"}},
		"free for a moon":         {with(draft(), "freemium_duration_type", "MOON"), []string{"freemium_duration_type"}},
		"payment":                 {with(draft(), "payment_due_days", -1), []string{"payment_due_days"}},
		"empty parent":            {with(draft(), "parent_rate_plan_id", ""), []string{"parent_rate_plan_id"}},
		"keeps no clock":          {with(draft(), "keep_original_start_date", true), []string{"keep_original_start_date", "Only a revision"}},
		"null detail":             {with(draft(), "rate_plan_details", []any{nil}), []string{"rate_plan_details"}},
		"detail type":             {detail("type", "NON_CHARGEABLE"), []string{"rate_plan_details[0].type"}},
		"metering type":           {detail("metering_type", "FLAT"), []string{"rate_plan_details[0].metering_type"}},
		"metering of another":     {detail("metering_type", "DEV_SPECIFIC"), []string{"rate_plan_details[0].metering_type", "does not fit"}},
		"rating parameter":        {detail("rating_parameter_unit", "MB"), []string{"rate_plan_details[0].rating_parameter_unit", "A unit of nothing"}},
		"empty rating parameter":  {detail("rating_parameter", ""), []string{"rate_plan_details[0].rating_parameter"}},
		"revenue type":            {detail("revenue_type", "ALL"), []string{"rate_plan_details[0].revenue_type"}},
		"empty product":           {detail("product_id", ""), []string{"rate_plan_details[0].product_id"}},
		"currency of a detail":    {detail("currency", "?"), []string{"rate_plan_details[0].currency"}},
		"half a duration":         {detail("duration", 1), []string{"rate_plan_details[0].duration_type"}},
		"duration":                {detail("duration", 0, "duration_type", "DAY"), []string{"rate_plan_details[0].duration"}},
		"part of free usage here": {detail("freemium_unit", 5), []string{"rate_plan_details[0].freemium_duration"}},
		"payment of a detail":     {detail("payment_due_days", -1), []string{"rate_plan_details[0].payment_due_days"}},
		"null rate":               {detail("rates", []any{nil}), []string{"rate_plan_details[0].rates"}},
		"rate type":               {rate("type", "FREE"), []string{"rate_plan_details[0].rates[0].type"}},
		"share on a card":         {rate("type", "REVSHARE", "rate", nil, "revshare", "10"), []string{"rate_plan_details[0].rates[0].type", "does not fit"}},
		"rate and share":          {rate("revshare", "10"), []string{"rate_plan_details[0].rates[0].revshare", "A price is no share"}},
		"no rate":                 {rate("rate", nil), []string{"rate_plan_details[0].rates[0].rate", "The price is missing"}},
		"negative rate":           {rate("rate", "-0.1"), []string{"rate_plan_details[0].rates[0].rate"}},
		"eleven decimals":         {rate("rate", "0.00000000001"), []string{"rate_plan_details[0].rates[0].rate", "10"}},
		"more than all":           {with(detail("type", "REVSHARE", "rates", []any{acctest.Attrs{"type": "REVSHARE", "revshare": "100.1"}})), []string{"rate_plan_details[0].rates[0].revshare"}},
		"first band":              {rate("start_unit", "1"), []string{"rate_plan_details[0].rates[0].start_unit", "does not start at 0"}},
		"negative start":          {rate("start_unit", "-1"), []string{"rate_plan_details[0].rates[0].start_unit"}},
		"end of a band":           {rate("end_unit", "0"), []string{"rate_plan_details[0].rates[0].end_unit"}},
		"flat bands":              {detail("rates", []any{acctest.Attrs{"rate": "1", "end_unit": "5"}, acctest.Attrs{"rate": "2", "start_unit": "5"}}), []string{"rate_plan_details[0].rates", "A flat rate has bands"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			out := e.Terraform(typeName).Apply(tt.config)
			contains(t, out.Errors, tt.want...)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("bad input was sent: %v", sent)
			}
		})
	}
}

func TestRatePlan_serviceRefusals(t *testing.T) {
	t.Parallel()
	share := []any{acctest.Attrs{"type": "REVSHARE", "rates": []any{acctest.Attrs{"type": "REVSHARE", "revshare": "10"}}}}
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"no such package":   {with(draft(), "monetization_package_id", "nothing"), []string{"mint.resourceDoesNotExist", "monetization_package_id"}},
		"no such currency":  {with(draft(), "currency", "GBP"), []string{"mint.resourceDoesNotExist", "currency"}},
		"no such developer": {with(draft(), "type", "DEVELOPER", "developer_id", "nobody@example.com"), []string{"mint.resourceDoesNotExist", "developer_id"}},
		"no such category":  {with(draft(), "type", "DEVELOPER_CATEGORY", "developer_category_id", "none"), []string{"mint.resourceDoesNotExist", "developer_category_id"}},
		"no such product":   {with(draft(), "rate_plan_details", []any{acctest.Attrs{"type": "RATECARD", "product_id": "none"}}), []string{"mint.resourceDoesNotExist", "product_id"}},
		"share in euros":    {with(draft(), "currency", "EUR", "rate_plan_details", share), []string{"mint.invalidCurrency", "organization's own currency"}},
		"too fine a rate":   {with(draft(), "rate_plan_details", []any{acctest.Attrs{"rates": []any{acctest.Attrs{"rate": "0.00001"}}}}), []string{"mint.invalidProperty", "decimals"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			tf := e.Terraform(typeName)
			contains(t, tf.Apply(tt.config).Errors, tt.want...)
			if tf.State != nil || count(e) != 0 {
				t.Error("a plan that was refused is there")
			}
		})
	}
	t.Run("of a change", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(draft()), acctest.Create)
		contains(t, tf.Apply(with(draft(), "currency", "GBP")).Errors, "Cannot change the rate plan Gold", "Check currency")
		if got := tf.State.Attrs()["currency"]; got != "USD" {
			t.Errorf("the state has %v", got)
		}
	})
}

func TestRatePlan_finerRatesWhereAllowed(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: "fine", RateDecimalPlaces: 10})
	e.Apigee.AddCurrency("fine", apigeefake.Currency{Name: "USD"})
	e.Apigee.AddPackage("fine", apigeefake.Package{Name: pkg})
	e.Block["apigee"] = with(e.Block["apigee"].(acctest.Attrs), "organization", "fine") //nolint:forcetypeassert // the block of Env is an object
	tf := e.Terraform(typeName)
	config := with(draft(), "rate_plan_details", []any{acctest.Attrs{"rates": []any{acctest.Attrs{"rate": "0.0000000001"}}}})
	succeed(t, tf.Apply(config), acctest.Create)
	succeed(t, tf.Plan(config), acctest.NoOp)
	if got, _ := e.Apigee.RatePlan("fine", goldID); got.Details[0].Rates[0].Rate.Decimal.String() != "0.0000000001" {
		t.Errorf("the service holds %+v", got.Details)
	}
}

func TestRatePlan_recordedOtherwise(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	e.Server.Inject(fake.Status(201, `{"id":"messaging_package_gold","name":"Gold","displayName":"Golden","currency":{"id":"usd"},"startDate":"2025-07-01 00:00:00","type":"STANDARD"}`), fake.On("POST", plansRoute))
	out := succeed(t, tf.Apply(draft()), acctest.Create)
	contains(t, out.Warnings, "Recorded otherwise: rate plan Gold", "display name is Golden, not Gold")
}
