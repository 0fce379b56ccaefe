package rateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Whatever is lost, the service holds one plan in the end, and a run that fails leaves nothing
// behind that the next one does not find.
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
		contains(t, out.Errors, "Cannot create rate plan Gold", "already exists", "set-up fee is 0, not 5", `id = "messaging_package/messaging_package_gold"`, "import {")
		onlyReads(t, e)
	})
	t.Run("the id of another name", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		e.Apigee.AddRatePlan(acctest.Organization, console)
		contains(t, e.Terraform(typeName).Apply(with(config, "name", "GOLD")).Errors, "mint.resourceAlreadyExists", "in lower case", "never freed")
	})
}

// A plan that was made is in the state, and one that was not is not; a change that failed leaves
// the state as it was. Whatever happened, applying again ends well.
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
				// A page of a proxy that claims success, and a redirect, are no faults to try
				// again.
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
	contains(t, out.Warnings, "The service recorded other values for the rate plan Gold", "display name is Golden, not Gold")
}

// A detail without a currency of its own has the plan's, which may not be known yet.
func TestRatePlan_currencyNotKnownYet(t *testing.T) {
	t.Parallel()
	tf := start(t).Terraform(typeName)
	config := with(draft(), "rate_plan_details", []any{acctest.Attrs{"type": "RATECARD", "rates": []any{acctest.Attrs{"rate": "0.25"}}}})
	succeed(t, tf.Apply(config), acctest.Create)
	out := tf.Apply(with(config, "currency", acctest.Unknown), acctest.Resolving(config))
	if out.Failed() {
		t.Fatal(out.Errors)
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
}
