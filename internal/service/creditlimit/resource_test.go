package creditlimit_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	typeName = "mint_developer_credit_limit"
	route    = "/developer-credit-limit"
)

func limit(amount string) acctest.Attrs {
	return acctest.Attrs{"developer_id": acctest.Postpaid, "currency": "USD", "amount": amount}
}

func with(attrs acctest.Attrs, name string, value any) acctest.Attrs {
	changed := acctest.Attrs{}
	for k, v := range attrs {
		changed[k] = v
	}
	changed[name] = value
	return changed
}

func truth(e *acctest.Env, currency string) string {
	return e.Apigee.CreditLimit(acctest.Organization, acctest.Postpaid, currency).Amount.String()
}

func succeed(t *testing.T, out acctest.Outcome, action string) acctest.Outcome {
	t.Helper()
	if out.Failed() || out.Action != action {
		t.Fatalf("got %s with errors %q, want %s", out.Action, out.Errors, action)
	}
	return out
}

func contains(t *testing.T, texts []string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
			t.Errorf("nothing says %q: %q", part, texts)
		}
	}
}

func TestCreditLimit_lifeCycle(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)

	succeed(t, tf.Apply(limit("1000")), acctest.Create)
	if got := truth(e, "usd"); got != "1000" {
		t.Fatalf("the service holds %s", got)
	}
	if got := tf.State.Attrs(); got["id"] != acctest.Postpaid+"/USD" || got["organization"] != acctest.Organization || got["on_destroy"] != "retain" || got["usage"] != "0" {
		t.Fatalf("state is %v", got)
	}
	if got := tf.Identity(); got["organization"] != acctest.Organization || got["developer_id"] != acctest.Postpaid || got["currency"] != "USD" {
		t.Fatalf("identity is %v", got)
	}
	succeed(t, tf.Plan(limit("1000")), acctest.NoOp)

	succeed(t, tf.Apply(limit("1000.5")), acctest.Update)
	if got := truth(e, "usd"); got != "1000.5" {
		t.Fatalf("the service holds %s", got)
	}

	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("7"))
	out := succeed(t, tf.Plan(limit("1000.5")), acctest.Update)
	if out.Planned["amount"] != "1000.5" {
		t.Fatalf("planned %v", out.Planned)
	}
	succeed(t, tf.Apply(limit("1000.5")), acctest.Update)
	if got := truth(e, "usd"); got != "1000.5" {
		t.Fatalf("drift was not repaired: %s", got)
	}

	out = succeed(t, tf.Apply(with(limit("20"), "currency", "EUR")), acctest.Replace)
	contains(t, out.Warnings, "in USD (1000.5) stays in force")
	if usd, eur := truth(e, "usd"), truth(e, "eur"); usd != "1000.5" || eur != "20" {
		t.Fatalf("the service holds usd %s and eur %s", usd, eur)
	}

	out = succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, "in EUR (20) stays in force")
	if got := truth(e, "eur"); got != "20" {
		t.Fatalf("retain changed the limit to %s", got)
	}
}

func TestCreditLimit_equalNumbersPlanNothing(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(limit("10.00")), acctest.Create)
	if got := tf.State.Attrs()["amount"]; got != "10.00" {
		t.Fatalf("the spelling became %v", got)
	}
	for _, amount := range []string{"10.00", "10", "10.0000"} {
		succeed(t, tf.Plan(limit(amount)), acctest.NoOp)
	}
	succeed(t, tf.Plan(with(limit("10"), "developer_id", strings.ToUpper(acctest.Postpaid))), acctest.NoOp)
	succeed(t, tf.Plan(with(limit("10"), "currency", "usd")), acctest.NoOp)

	tf.State = nil
	if out := tf.Import(acctest.Postpaid + "/usd"); out.Failed() {
		t.Fatal(out.Errors)
	}
	e.Apigee.UseCredit(acctest.Organization, acctest.Postpaid, "usd", decimal.RequireFromString("3.25"))
	succeed(t, tf.Apply(limit("10.000")), acctest.NoOp)
	tf.Refresh()
	if got := tf.State.Attrs()["usage"]; got != "3.25" {
		t.Fatalf("usage is %v", got)
	}
	succeed(t, tf.Apply(with(limit("11"), "developer_id", strings.ToUpper(acctest.Postpaid))), acctest.Update)
	if got := tf.State.Attrs(); got["developer_id"] != acctest.Postpaid || truth(e, "usd") != "11" {
		t.Fatalf("the state is %v, the service holds %s", got, truth(e, "usd"))
	}
}

func TestCreditLimit_amountsAreExact(t *testing.T) {
	t.Parallel()
	for _, amount := range []string{"0", "0.0001", "12345678901234567.89", "999999999999999999999.9999"} {
		t.Run(amount, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(limit(amount)), acctest.Create)
			if got := e.Server.Requests("POST", route)[0].Query.Get("amount"); got != amount {
				t.Errorf("sent %s", got)
			}
			if got := truth(e, "usd"); got != amount {
				t.Errorf("the service holds %s", got)
			}
			succeed(t, tf.Plan(limit(amount)), acctest.NoOp)
			tf.State = nil
			if out := tf.Import(acctest.Postpaid + "/USD"); out.Failed() {
				t.Fatal(out.Errors)
			}
			if got := tf.State.Attrs()["amount"]; got != amount {
				t.Errorf("imported as %v", got)
			}
		})
	}
}

func TestCreditLimit_import(t *testing.T) {
	t.Parallel()
	const company = "myorg###acme@APIGEE-GEN.FOR-COMPANY"
	for name, load := range map[string]func(*acctest.Terraform) acctest.Outcome{
		"by id": func(tf *acctest.Terraform) acctest.Outcome { return tf.Import(company + "/eur") },
		"by escaped id": func(tf *acctest.Terraform) acctest.Outcome {
			return tf.Import("myorg%23%23%23acme%40APIGEE-GEN.FOR-COMPANY/EUR")
		},
		"by identity": func(tf *acctest.Terraform) acctest.Outcome {
			return tf.ImportIdentity(acctest.Attrs{"organization": acctest.Organization, "developer_id": company, "currency": "EUR"})
		},
		"by identity without the organization": func(tf *acctest.Terraform) acctest.Outcome {
			return tf.ImportIdentity(acctest.Attrs{"developer_id": company, "currency": "eur"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: company, IsCompany: true, BillingType: "POSTPAID"})
			e.Apigee.SetCreditLimitInConsole(acctest.Organization, company, "eur", decimal.RequireFromString("12.5"))
			tf := e.Terraform(typeName)
			if out := load(tf); out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(acctest.Attrs{"developer_id": company, "currency": "EUR", "amount": "12.50"}), acctest.NoOp)
		})
	}
}

func TestCreditLimit_importRefusals(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	for id, want := range map[string]string{
		"USD":                       "has no slash",
		"/USD":                      "empty part",
		acctest.Postpaid + "/USD":   "non-existent",
		"nobody@example.com/USD":    "non-existent",
		acctest.Postpaid + "/GBP":   "non-existent",
		acctest.Postpaid + "/G%20P": "is not a valid currency",
	} {
		contains(t, tf.Import(id).Errors, want)
	}
	out := tf.ImportIdentity(acctest.Attrs{"organization": "other", "developer_id": acctest.Postpaid, "currency": "USD"})
	contains(t, out.Errors, "belongs to another account", `"other"`)
}

func TestCreditLimit_gone(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(limit("1")), acctest.Create)
	e.Apigee.DeleteDeveloper(acctest.Organization, acctest.Postpaid)
	succeed(t, tf.Plan(limit("1")), acctest.Create)
	if tf.State != nil {
		t.Fatal("a limit of nobody stays in state")
	}
}

func TestCreditLimit_onDestroy(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ onDestroy, currency, want, warning string }{
		{"retain", "EUR", "100", "stays in force"},
		{"zero", "EUR", "0", "will be set to 0"},
		{"currency_default", "EUR", "5000", "will be set to 5000"},
	} {
		t.Run(test.onDestroy, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			config := with(with(limit("100"), "currency", test.currency), "on_destroy", test.onDestroy)
			succeed(t, tf.Apply(config), acctest.Create)
			out := succeed(t, tf.Destroy(), acctest.Delete)
			contains(t, out.Warnings, test.warning)
			if got := truth(e, strings.ToLower(test.currency)); got != test.want || tf.State != nil {
				t.Errorf("the service holds %s, state %v", got, tf.State)
			}
		})
	}

	t.Run("a currency without default is refused and stays", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(with(limit("100"), "on_destroy", "currency_default")), acctest.Create)
		out := tf.Destroy()
		contains(t, out.Warnings, "Cannot find the default limit")
		contains(t, out.Errors, "has no credit limit of its own", `on_destroy = "retain"`)
		if tf.State == nil || truth(e, "usd") != "100" {
			t.Error("the limit was forgotten or changed")
		}
		sent := len(e.Server.Journal())
		succeed(t, tf.Apply(with(limit("100"), "on_destroy", "retain"), acctest.WithoutRefresh()), acctest.Update)
		if got := len(e.Server.Journal()) - sent; got != 0 {
			t.Errorf("a change of on_destroy alone sent %d requests", got)
		}
		succeed(t, tf.Destroy(), acctest.Delete)
	})

	for name, fault := range map[string]fake.Fault{
		"a page of somebody in between": fake.HTML(200),
		"an answer with another amount": fake.Answer(fake.JSON(200, map[string]any{
			"id": "1", "amount": 100, "supportedCurrency": map[string]any{"id": "usd", "name": "USD"},
		})),
	} {
		t.Run("not forgotten by "+name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(with(limit("100"), "on_destroy", "zero")), acctest.Create)
			e.Server.Inject(fault, fake.On("POST", route))
			if out := tf.Destroy(); !out.Failed() || tf.State == nil {
				t.Errorf("the limit of %s was forgotten: %v", truth(e, "usd"), out)
			}
			succeed(t, tf.Destroy(), acctest.Delete)
			if got := truth(e, "usd"); got != "0" {
				t.Errorf("the service holds %s", got)
			}
		})
	}

	t.Run("a developer who is gone needs no limit", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(with(limit("100"), "on_destroy", "zero")), acctest.Create)
		out := tf.Apply(nil, acctest.Between(func() { e.Apigee.DeleteDeveloper(acctest.Organization, acctest.Postpaid) }))
		succeed(t, out, acctest.Delete)
	})
}

func TestCreditLimit_badInput(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"not a number":        {limit("a lot"), []string{"amount", `"a lot"`}},
		"exponent":            {limit("1e3"), []string{"amount", `"1e3"`}},
		"separator":           {limit("1,000"), []string{"amount", `"1,000"`}},
		"NaN":                 {limit("NaN"), []string{"amount", `"NaN"`}},
		"negative":            {limit("-1"), []string{"amount", "-1"}},
		"five decimals":       {limit("0.00001"), []string{"amount", "4"}},
		"absurd":              {limit("12345678901234567890123456"), []string{"amount", "25"}},
		"no developer":        {with(limit("1"), "developer_id", ""), []string{"developer_id"}},
		"no currency":         {with(limit("1"), "currency", ""), []string{"currency"}},
		"blank in a currency": {with(limit("1"), "currency", "US D"), []string{"currency", `"US D"`}},
		"on_destroy":          {with(limit("1"), "on_destroy", "delete"), []string{"on_destroy", "delete", "retain", "zero", "currency_default"}},
		"on_destroy case":     {with(limit("1"), "on_destroy", "Retain"), []string{"on_destroy", "Retain", "case"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			out := e.Terraform(typeName).Apply(test.config)
			contains(t, out.Errors, test.want...)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("bad input was sent: %v", sent)
			}
		})
	}
}

func TestCreditLimit_serviceRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"no such developer": {with(limit("1"), "developer_id", "nobody@example.com"), []string{"nobody@example.com", "mint.resourceDoesNotExist", "developer_id"}},
		"no such currency":  {with(limit("1"), "currency", "GBP"), []string{"GBP", "mint.resourceDoesNotExist", "supported currency"}},
		"prepaid developer": {with(limit("1"), "developer_id", acctest.Prepaid), []string{acctest.Prepaid, "POSTPAID"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tf := acctest.New(t).Terraform(typeName)
			out := tf.Apply(test.config)
			contains(t, out.Errors, test.want...)
			if tf.State != nil {
				t.Error("a refused limit is in state")
			}
		})
	}
	t.Run("prepaid developer accepted", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(func(s *apigeefake.Switches) { s.AcceptPrepaid = true })
		tf := e.Terraform(typeName)
		config := with(limit("1"), "developer_id", acctest.Prepaid)
		succeed(t, tf.Apply(config), acctest.Create)
		succeed(t, tf.Plan(config), acctest.NoOp)
	})
}

func TestCreditLimit_switches(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*apigeefake.Switches){
		"empty list":         func(s *apigeefake.Switches) { s.Unset = apigeefake.UnsetEmptyList },
		"no key":             func(s *apigeefake.Switches) { s.Unset = apigeefake.UnsetNoKey },
		"currency default":   func(s *apigeefake.Switches) { s.Unset = apigeefake.UnsetCurrencyDefault },
		"usage drifts":       func(s *apigeefake.Switches) { s.UsageDrift = decimal.RequireFromString("0.0001") },
		"exact currency ids": func(s *apigeefake.Switches) { s.ExactCurrencyIDs = true },
		"extra keys":         func(s *apigeefake.Switches) { s.ExtraKeys = true },
		"plain zeros":        func(s *apigeefake.Switches) { s.PlainZeros = true },
		"no totals":          func(s *apigeefake.Switches) { s.OmitTotals = true },
		"small pages":        func(s *apigeefake.Switches) { s.MaxPageSize = 1 },
		"gateway faults":     func(s *apigeefake.Switches) { s.GatewayFaults = true },
		"message lists":      func(s *apigeefake.Switches) { s.MessageLists = true },
		"nothing is a 404":   func(s *apigeefake.Switches) { s.NothingAnswers404 = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.Switch(change)
			for _, currency := range []string{"EUR", "USD"} {
				tf := e.Terraform(typeName)
				config := with(limit("0"), "currency", currency)
				succeed(t, tf.Apply(config), acctest.Create)
				succeed(t, tf.Plan(config), acctest.NoOp)
				succeed(t, tf.Apply(with(config, "amount", "12.5")), acctest.Update)
				tf.State = nil
				if out := tf.Import(acctest.Postpaid + "/" + currency); out.Failed() {
					t.Fatal(out.Errors)
				}
				succeed(t, tf.Plan(with(config, "amount", "12.5")), acctest.NoOp)
				succeed(t, tf.Destroy(), acctest.Delete)
			}
		})
	}
}

// A limit that took effect must never be missing from the state, and a limit that did not must
// never be in it; whatever happened, applying again ends well.
func TestCreditLimit_faults(t *testing.T) {
	t.Parallel()
	faults := map[string]fake.Fault{
		"500":                fake.Status(500, ""),
		"503":                fake.Status(503, ""),
		"429":                fake.TooManyRequests(""),
		"429 with a pause":   fake.TooManyRequests("7"),
		"drop before effect": fake.DropBefore(),
		"drop after effect":  fake.DropAfter(),
		"truncated":          fake.Truncate(),
		"html 502":           fake.HTML(502),
		"html 200":           fake.HTML(200),
		"lost token":         fake.LoseTokens(),
	}
	for name, fault := range faults {
		for _, method := range []string{"GET", "POST"} {
			for _, times := range []int{1, 1000} {
				t.Run(name+" on "+method+map[int]string{1: " once", 1000: " always"}[times], func(t *testing.T) {
					t.Parallel()
					e := acctest.New(t)
					tf := e.Terraform(typeName)
					e.Server.Inject(fault, fake.On(method, route), fake.Times(times))
					out := tf.Apply(limit("250"))
					// A page of a proxy that claims success is no fault to try again.
					if times == 1 && name != "html 200" && (out.Failed() || tf.State == nil) {
						t.Errorf("one fault was not survived: %q", out.Errors)
					}
					if tf.Tainted {
						t.Error("the limit is tainted")
					}
					if tf.State != nil && truth(e, "usd") != "250" {
						t.Error("a limit is in state that was not set")
					}
					if out.Failed() && method == "GET" {
						t.Errorf("setting a limit depends on reading: %q", out.Errors)
					}

					e.Server.ClearFaults()
					if out := tf.Apply(limit("250")); out.Failed() {
						t.Fatalf("applying again: %q", out.Errors)
					}
					if got := truth(e, "usd"); got != "250" {
						t.Errorf("the service holds %s", got)
					}
					succeed(t, tf.Plan(limit("250")), acctest.NoOp)
				})
			}
		}
	}
}

func TestCreditLimit_wrongAccount(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: "other"})
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(with(limit("5"), "on_destroy", "zero")), acctest.Create)

	apigee := with(e.Block["apigee"].(acctest.Attrs), "organization", "other") //nolint:forcetypeassert // the block of Env is an object
	e.Block["apigee"] = apigee
	e.Server.ResetJournal()
	for name, out := range map[string]acctest.Outcome{
		"refresh":                 tf.Refresh(),
		"update without refresh":  tf.Apply(with(limit("6"), "on_destroy", "zero"), acctest.WithoutRefresh()),
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

func TestCreditLimit_unknownProvider(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(limit("5")), acctest.Create)
	known := e.Block["apigee"]
	e.Block["apigee"] = with(known.(acctest.Attrs), "endpoint", acctest.Unknown) //nolint:forcetypeassert // the block of Env is an object
	e.Server.ResetJournal()

	out := succeed(t, tf.Plan(limit("5")), acctest.NoOp)
	contains(t, out.Warnings, "apigee.endpoint")
	fresh := e.Terraform(typeName)
	succeed(t, fresh.Plan(limit("5")), acctest.Create)
	contains(t, fresh.Import(acctest.Postpaid+"/USD").Errors, "apigee.endpoint")
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("something was sent: %v", sent)
	}
}

func TestCreditLimit_unknownArgument(t *testing.T) {
	t.Parallel()
	t.Run("the same value in the end", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(limit("5")), acctest.Create)
		e.Server.ResetJournal()
		succeed(t, tf.Apply(with(limit("5"), "developer_id", acctest.Unknown), acctest.Resolving(limit("5"))), acctest.Update)
		if got := e.Server.Count("POST", ""); got != 0 {
			t.Errorf("%d limits were set again", got)
		}
	})
	t.Run("another value in the end", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(limit("5")), acctest.Create)
		other := with(limit("5"), "developer_id", acctest.Prepaid)
		out := tf.Apply(with(limit("5"), "developer_id", acctest.Unknown), acctest.Resolving(other))
		contains(t, out.Errors, "plan again")
		succeed(t, tf.Plan(other), acctest.Replace)
	})
}

func TestCreditLimit_replaced(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(with(limit("5"), "on_destroy", "zero")), acctest.Create)
	succeed(t, tf.Apply(with(limit("5"), "on_destroy", "zero"), acctest.Replacing()), acctest.Replace)
	if got := truth(e, "usd"); got != "5" {
		t.Errorf("the service holds %s", got)
	}
}

func TestCreditLimit_answerDiffers(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	e.Server.Inject(fake.Status(201, `{"id":"b-1","amount":4.0000,"usage":0,"supportedCurrency":{"id":"usd"}}`), fake.On("POST", route))
	out := succeed(t, tf.Apply(limit("5")), acctest.Create)
	contains(t, out.Warnings, "is 4, not 5")
}

func TestCreditLimit_interrupted(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", route))
	tf := e.Terraform(typeName)
	var stopped sync.WaitGroup
	out := tf.Apply(limit("8"), acctest.Stopping(func(stop func()) {
		stopped.Go(func() {
			<-held.Arrived()
			stop()
			held.Release()
		})
	}))
	stopped.Wait()
	succeed(t, out, acctest.Create)
	if tf.State.Attrs()["amount"] != "8" || truth(e, "usd") != "8" {
		t.Errorf("the service holds %s, the state %v", truth(e, "usd"), tf.State.Attrs())
	}
}

// Another installation may have an organization of the same name.
func TestCreditLimit_anotherEndpoint(t *testing.T) {
	t.Parallel()
	e, other := acctest.New(t), acctest.New(t)
	tf := e.Terraform(typeName)
	config := with(limit("5"), "on_destroy", "zero")
	succeed(t, tf.Apply(config), acctest.Create)
	other.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.New(777, 0))

	block := e.Block["apigee"].(acctest.Attrs) //nolint:forcetypeassert // the block of Env is an object
	e.Block["apigee"] = with(block, "endpoint", other.Apigee.Endpoint())
	for name, out := range map[string]acctest.Outcome{
		"refresh":                 tf.Refresh(),
		"update without refresh":  tf.Apply(with(config, "amount", "6"), acctest.WithoutRefresh()),
		"destroy without refresh": tf.Apply(nil, acctest.WithoutRefresh()),
	} {
		contains(t, out.Errors, "belongs to another account", "former_endpoints", e.Apigee.Endpoint())
		if tf.State == nil {
			t.Errorf("%s removed the state", name)
		}
	}
	if sent := other.Server.Journal(); len(sent) > 0 || truth(other, "usd") != "777" {
		t.Errorf("the other installation was asked: %v", sent)
	}

	e.Block["apigee"] = with(block, "endpoint", strings.Replace(e.Apigee.Endpoint(), "http:", "HTTP:", 1)+"/")
	succeed(t, tf.Plan(config), acctest.NoOp)
}

// What stood before a create is nowhere else afterwards.
func TestCreditLimit_createReplacesAnotherLimit(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.SetCreditLimitInConsole(acctest.Organization, acctest.Postpaid, "usd", decimal.New(99999, 0))
	e.Apigee.UseCredit(acctest.Organization, acctest.Postpaid, "usd", decimal.New(5000, 0))
	tf := e.Terraform(typeName)
	out := succeed(t, tf.Apply(limit("10")), acctest.Create)
	contains(t, out.Warnings, "was 99999 and is 10 now", "5000 of it was used", "terraform import "+typeName+".NAME 'dev@example.com/USD'", "below its usage")

	out = succeed(t, tf.Plan(limit("4999.99")), acctest.Update)
	contains(t, out.Warnings, "amount: ", "below its usage", "has used 5000")
	if out := tf.Plan(limit("5000")); len(out.Warnings) > 0 {
		t.Errorf("a limit at its usage is warned of: %q", out.Warnings)
	}
	tf.State = nil
	if out := succeed(t, tf.Apply(limit("10.0")), acctest.Create); slices.ContainsFunc(out.Warnings, func(text string) bool { return strings.Contains(text, "was 10") }) {
		t.Errorf("an equal limit is called replaced: %q", out.Warnings)
	}
}

func TestCreditLimit_emailInAnotherCase(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	config := with(limit("5"), "developer_id", "Dev@Example.com")
	succeed(t, tf.Apply(config), acctest.Create)
	succeed(t, tf.Plan(config), acctest.NoOp)
	succeed(t, tf.Apply(with(config, "amount", "6")), acctest.Update)
	if got := truth(e, "usd"); got != "6" {
		t.Errorf("the service holds %s", got)
	}
	succeed(t, tf.Plan(limit("6")), acctest.NoOp)
	tf.State = nil
	if out := tf.Import("DEV@EXAMPLE.COM/USD"); out.Failed() {
		t.Error(out.Errors)
	}
}

// An amount that HCL computed is the value it means.
func TestCreditLimit_computedAmount(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	computed := "599." + "87" + strings.Repeat("9", 150) + "6"
	succeed(t, tf.Apply(limit(computed)), acctest.Create)
	if got := truth(e, "usd"); got != "599.88" {
		t.Errorf("the service holds %s", got)
	}
	succeed(t, tf.Plan(limit(computed)), acctest.NoOp)
	succeed(t, tf.Plan(limit("599.88")), acctest.NoOp)
	contains(t, tf.Plan(limit("599.88001")).Errors, "amount: ", "4 decimal places")
}

// A developer has an email and a UUID; the limit is one.
func TestCreditLimit_twoNamesOfOneDeveloper(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "two@example.com"})
	config := func(developer string) acctest.Attrs {
		return with(with(limit("5"), "developer_id", developer), "on_destroy", "zero")
	}
	email, uuid := e.Terraform(typeName), e.Terraform(typeName)
	succeed(t, email.Apply(config("two@example.com")), acctest.Create)
	succeed(t, uuid.Apply(config(id)), acctest.Create)

	email.Hold(uuid)
	var warnings []string
	for _, out := range []acctest.Outcome{email.Plan(config("two@example.com")), uuid.Plan(config(id))} {
		warnings = append(warnings, succeed(t, out, acctest.NoOp).Warnings...)
	}
	contains(t, warnings, "Two resources manage "+typeName)
	contains(t, email.Plan(nil).Errors, "one would be destroyed")
	email.Hold()

	fresh, again := e.Terraform(typeName), e.Terraform(typeName)
	fresh.Hold(again)
	succeed(t, fresh.Apply(config(strings.ToUpper("two@example.com"))), acctest.Create)
	contains(t, again.Apply(config(id)).Errors, "two resources of this configuration declare the same object")
}
