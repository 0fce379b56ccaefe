package adjustment_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const (
	typeName = "mint_billing_adjustment"
	route    = "/billing-adjustments"
	items    = "/billing-adjustments/{"
)

// discount is for a month that is over on the fake's clock, which stands in June 2025.
func discount(changes acctest.Attrs) acctest.Attrs {
	config := acctest.Attrs{"name": "Goodwill", "adjustment_percentage_factor": "-12.5", "billing_month": 4, "billing_year": 2025}
	maps.Copy(config, changes)
	return config
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

func truth(e *acctest.Env) []apigeefake.Adjustment { return e.Apigee.Adjustments(acctest.Organization) }

// only is the one adjustment that the service must hold.
func only(t *testing.T, e *acctest.Env) apigeefake.Adjustment {
	t.Helper()
	all := truth(e)
	if len(all) != 1 {
		t.Fatalf("the service holds %d adjustments: %v", len(all), all)
	}
	return all[0]
}

func furnish(e *acctest.Env) {
	e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(acctest.Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
}

var scoped = discount(acctest.Attrs{
	"developer_billing_type": "POSTPAID", "transaction_type": "CHARGE", "published": true,
	"monetization_package_id": "communications", "product_id": "messaging", "developer_id": acctest.Postpaid,
})

func TestAdjustment_lifeCycle(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	furnish(e)
	tf := e.Terraform(typeName)

	succeed(t, tf.Apply(scoped), acctest.Create)
	got := only(t, e)
	developer, _ := tf.State.Attrs()["developer_id"].(string)
	if got.Name != "Goodwill" || got.Factor.String() != "-12.5" || got.Month != time.April || got.Year != 2025 || !got.Published ||
		got.DeveloperBillingType != "POSTPAID" || got.TransactionType != "CHARGE" || got.Package != "communications" || got.Product != "messaging" || developer != acctest.Postpaid {
		t.Fatalf("the service holds %+v, the state %v", got, tf.State.Attrs())
	}
	if id := tf.Identity(); id["id"] != got.ID || id["organization"] != acctest.Organization {
		t.Fatalf("identity is %v", id)
	}
	succeed(t, tf.Plan(scoped), acctest.NoOp)
	respelled := maps.Clone(scoped)
	respelled["adjustment_percentage_factor"] = "-12.5000"
	succeed(t, tf.Plan(respelled), acctest.NoOp)

	changed := maps.Clone(scoped)
	changed["name"], changed["adjustment_percentage_factor"] = "Surcharge", "3.25"
	succeed(t, tf.Apply(changed), acctest.Update)
	if now := only(t, e); now.ID != got.ID || now.Name != "Surcharge" || now.Factor.String() != "3.25" || now.Product != "messaging" {
		t.Fatalf("the service holds %+v", now)
	}

	e.Apigee.EditAdjustmentInConsole(acctest.Organization, got.ID, func(a *apigeefake.Adjustment) { a.Factor = decimal.New(99, 0) })
	succeed(t, tf.Apply(changed), acctest.Update)
	if now := only(t, e); now.Factor.String() != "3.25" {
		t.Fatalf("drift was not repaired: %+v", now)
	}

	moved := maps.Clone(changed)
	moved["billing_month"] = 3
	out := succeed(t, tf.Apply(moved), acctest.Replace)
	contains(t, out.Warnings, "will be deleted and replaced")
	if now := only(t, e); now.ID == got.ID || now.Month != time.March {
		t.Fatalf("the service holds %+v", now)
	}

	e.Apigee.DeleteAdjustmentInConsole(acctest.Organization, only(t, e).ID)
	succeed(t, tf.Apply(moved), acctest.Create)
	out = succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, "The published billing adjustment", "will be deleted")
	if left := truth(e); len(left) > 0 {
		t.Fatalf("the service still holds %v", left)
	}
}

func TestAdjustment_absentMeansAll(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	succeed(t, e.Terraform(typeName).Apply(discount(nil)), acctest.Create)
	sent := e.Server.Requests("POST", route)[0]
	want := []string{"adjustmentPercentageFactor", "billingMonth", "billingYear", "isPublished", "name", "organization"}
	if !slices.Equal(sent.Keys, want) {
		t.Errorf("sent %v", sent.Keys)
	}
}

func TestAdjustment_months(t *testing.T) {
	t.Parallel()
	for _, month := range []int{1, 6, 12} {
		for format, wire := range map[string]string{"number": fmt.Sprintf(`"billingMonth":"%d"`, month-1), "name": fmt.Sprintf(`"billingMonth":%q`, strings.ToUpper(time.Month(month).String()))} {
			for name, echo := range map[string]apigeefake.MonthEcho{"verbatim": apigeefake.EchoVerbatim, "name": apigeefake.EchoName, "bare number": apigeefake.EchoBareNumber} {
				t.Run(fmt.Sprintf("%d as %s echoed %s", month, format, name), func(t *testing.T) {
					t.Parallel()
					e := acctest.New(t)
					e.Apigee.Switch(func(s *apigeefake.Switches) { s.MonthEcho = echo })
					block, _ := e.Block["apigee"].(acctest.Attrs)
					block["billing_month_format"] = format
					tf := e.Terraform(typeName)
					config := discount(acctest.Attrs{"billing_month": month, "billing_year": 2024})
					succeed(t, tf.Apply(config), acctest.Create)
					if body := string(e.Server.Requests("POST", route)[0].Body); !strings.Contains(body, wire) {
						t.Errorf("sent %s", body)
					}
					if got := only(t, e); int(got.Month) != month {
						t.Errorf("the service bills %s", got.Month)
					}
					succeed(t, tf.Plan(config), acctest.NoOp)
					id, _ := tf.State.Attrs()["id"].(string)
					tf.State = nil
					if out := tf.Import(id); out.Failed() {
						t.Fatal(out.Errors)
					}
					succeed(t, tf.Plan(config), acctest.NoOp)
				})
			}
		}
	}
}

func TestAdjustment_anotherMonthIsUndone(t *testing.T) {
	t.Parallel()
	offByOne := func(s *apigeefake.Switches) { s.MonthsFromOne, s.MonthEcho = true, apigeefake.EchoName }

	t.Run("undone", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(offByOne)
		tf := e.Terraform(typeName)
		out := tf.Apply(discount(nil))
		contains(t, out.Errors, "Created with wrong values, and deleted again", "billing_month is 3 instead of 4", "billing_month_format")
		if left := truth(e); len(left) > 0 || tf.State != nil {
			t.Fatalf("the service holds %v, the state %v", left, tf.State)
		}
		block, _ := e.Block["apigee"].(acctest.Attrs)
		block["billing_month_format"] = "name"
		succeed(t, tf.Apply(discount(nil)), acctest.Create)
		if got := only(t, e); got.Month != time.April {
			t.Errorf("the service bills %s", got.Month)
		}
	})
	t.Run("undoing fails", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(offByOne)
		tf := e.Terraform(typeName)
		e.Server.Inject(fake.Status(500, ""), fake.On("DELETE", items), fake.Always())
		out := tf.Apply(discount(nil))
		contains(t, out.Errors, "Created with wrong values, and not deleted", "tainted")
		if tf.State == nil || !tf.Tainted || tf.State.Attrs()["billing_month"] != "3" {
			t.Fatalf("the wrong one is not in the state: %v", tf.State)
		}
		e.Server.ClearFaults()
		block, _ := e.Block["apigee"].(acctest.Attrs)
		block["billing_month_format"] = "name"
		succeed(t, tf.Apply(discount(nil)), acctest.Replace)
		if got := only(t, e); got.Month != time.April {
			t.Errorf("the service bills %s", got.Month)
		}
	})
	t.Run("the answer to the undoing is lost", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(offByOne)
		e.Server.Inject(fake.DropAfter(), fake.On("DELETE", items))
		tf := e.Terraform(typeName)
		contains(t, tf.Apply(discount(nil)).Errors, "Created with wrong values, and deleted again")
		if left := truth(e); len(left) > 0 || tf.State != nil {
			t.Fatalf("the service holds %v, the state %v", left, tf.State)
		}
	})
	t.Run("a dropped developer bills everybody", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(func(s *apigeefake.Switches) { s.DropAdjustmentDeveloper = true })
		out := e.Terraform(typeName).Apply(discount(acctest.Attrs{"developer_id": acctest.Postpaid}))
		contains(t, out.Errors, "Created with wrong values, and deleted again", "developer_id")
		if left := truth(e); len(left) > 0 {
			t.Fatalf("the service holds %v", left)
		}
	})
	t.Run("the first of two answers was lost", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(offByOne)
		e.Server.Inject(fake.DropAfter(), fake.On("POST", route))
		tf := e.Terraform(typeName)
		tf.Apply(discount(nil))
		lost := only(t, e).ID
		out := tf.Apply(discount(nil))
		contains(t, out.Errors, "Created with wrong values, and deleted again")
		contains(t, out.Warnings, lost, "delete it in the service")
	})
	t.Run("the answer was lost too", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.Switch(offByOne)
		e.Server.Inject(fake.DropAfter(), fake.On("POST", route))
		out := e.Terraform(typeName).Apply(discount(nil))
		contains(t, out.Errors, "Cannot tell whether it was created")
		contains(t, out.Warnings, "exist with another month", only(t, e).ID)
	})
}

func TestAdjustment_badInput(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change acctest.Attrs
		want   []string
	}{
		"no name":             {acctest.Attrs{"name": ""}, []string{"name"}},
		"not a number":        {acctest.Attrs{"adjustment_percentage_factor": "half"}, []string{"adjustment_percentage_factor", "half"}},
		"exponent":            {acctest.Attrs{"adjustment_percentage_factor": "1e2"}, []string{"adjustment_percentage_factor", "1e2"}},
		"percent sign":        {acctest.Attrs{"adjustment_percentage_factor": "5%"}, []string{"adjustment_percentage_factor", "5%"}},
		"below the range":     {acctest.Attrs{"adjustment_percentage_factor": "-100.0001"}, []string{"adjustment_percentage_factor", "-100.0001", "999.9999"}},
		"above the range":     {acctest.Attrs{"adjustment_percentage_factor": "1000"}, []string{"adjustment_percentage_factor", "1000", "999.9999"}},
		"five decimals":       {acctest.Attrs{"adjustment_percentage_factor": "0.00001"}, []string{"adjustment_percentage_factor", "0.00001"}},
		"month 0":             {acctest.Attrs{"billing_month": 0}, []string{"billing_month"}},
		"month 13":            {acctest.Attrs{"billing_month": 13}, []string{"billing_month", "13"}},
		"two-digit year":      {acctest.Attrs{"billing_year": 25}, []string{"billing_year", "25"}},
		"billing type's case": {acctest.Attrs{"developer_billing_type": "prepaid"}, []string{"developer_billing_type", "case"}},
		"transaction type":    {acctest.Attrs{"transaction_type": "Charge"}, []string{"transaction_type", "case", "CHARGE"}},
		"empty type":          {acctest.Attrs{"transaction_type": ""}, []string{"transaction_type", "null to leave"}},
		"empty package":       {acctest.Attrs{"monetization_package_id": ""}, []string{"monetization_package_id"}},
		"empty product":       {acctest.Attrs{"product_id": ""}, []string{"product_id"}},
		"empty developer":     {acctest.Attrs{"developer_id": ""}, []string{"developer_id"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			out := e.Terraform(typeName).Apply(discount(test.change))
			contains(t, out.Errors, test.want...)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("bad input was sent: %v", sent)
			}
		})
	}
}

// A value that the contract does not list is a warning where it is new, and can be imported where
// the service has it: nothing then is changed or said.
func TestAdjustment_unknownValues(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{"developer_billing_type": "CREDIT", "transaction_type": "RECURRINGFEES"} {
		e := acctest.New(t)
		config := discount(acctest.Attrs{name: value})
		contains(t, succeed(t, e.Terraform(typeName).Plan(config), acctest.Create).Warnings, name+": ", value, "may refuse")
		found := e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{Name: "Goodwill", Factor: decimal.RequireFromString("-12.5"), Month: time.April, Year: 2025})
		e.Apigee.EditAdjustmentInConsole(acctest.Organization, found, func(a *apigeefake.Adjustment) {
			if name == "transaction_type" {
				a.TransactionType = value
			} else {
				a.DeveloperBillingType = value
			}
		})
		tf := e.Terraform(typeName)
		if out := tf.Import(found); out.Failed() {
			t.Fatal(out.Errors)
		}
		if out := succeed(t, tf.Plan(config), acctest.NoOp); len(out.Warnings) > 0 {
			t.Errorf("warned: %q", out.Warnings)
		}
	}
}

func TestAdjustment_openMonthWarns(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	june := discount(acctest.Attrs{"billing_month": 6})
	contains(t, succeed(t, tf.Plan(june), acctest.Create).Warnings, "The month is not over", "2025-06")
	if out := tf.Plan(discount(acctest.Attrs{"billing_month": 5})); len(out.Warnings) > 0 {
		t.Errorf("May is over: %q", out.Warnings)
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("a plan to create sent %v", sent)
	}
	contains(t, tf.Apply(june).Errors, "billingMonthNotOpen", "month is over")
	if tf.State != nil {
		t.Error("a refused adjustment is in the state")
	}
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.AcceptClosedMonths = true })
	succeed(t, tf.Apply(june), acctest.Create)
	succeed(t, tf.Plan(june), acctest.NoOp)
}

func TestAdjustment_closedMonthRefusals(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(discount(nil)), acctest.Create)
	e.Apigee.PublishBillingDocuments(acctest.Organization, 2025, time.April)
	contains(t, tf.Apply(discount(acctest.Attrs{"adjustment_percentage_factor": "1"})).Errors, "Cannot change", "destroy = false")
	contains(t, tf.Destroy().Errors, "Cannot delete", "destroy = false")
	if tf.State == nil || tf.State.Attrs()["adjustment_percentage_factor"] != "-12.5" {
		t.Errorf("the state is %v", tf.State)
	}
}

func TestAdjustment_switches(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*apigeefake.Switches){
		"immutable refused": func(s *apigeefake.Switches) { s.RefuseImmutableChanges = true },
		"flag ignored":      func(s *apigeefake.Switches) { s.IgnoreAdjustmentFlag = true },
		"published default": func(s *apigeefake.Switches) { s.AdjustmentsPublishedByDefault = true },
		"name only":         func(s *apigeefake.Switches) { s.MonthInput, s.MonthEcho = apigeefake.MonthAny, apigeefake.EchoName },
		"number only":       func(s *apigeefake.Switches) { s.MonthInput = apigeefake.MonthNumber },
		"delete answers":    func(s *apigeefake.Switches) { s.DeleteAnswersObject = true },
		"extra keys":        func(s *apigeefake.Switches) { s.ExtraKeys = true },
		"plain zeros":       func(s *apigeefake.Switches) { s.PlainZeros = true },
		"no totals":         func(s *apigeefake.Switches) { s.OmitTotals = true },
		"small pages":       func(s *apigeefake.Switches) { s.MaxPageSize = 2 },
		"message lists":     func(s *apigeefake.Switches) { s.MessageLists = true },
		"nothing is a 404":  func(s *apigeefake.Switches) { s.NothingAnswers404 = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			furnish(e)
			for i := range 5 {
				e.Apigee.AddAdjustmentInConsole(acctest.Organization, apigeefake.Adjustment{Name: fmt.Sprint("other ", i), Factor: decimal.New(1, 0), Month: time.April, Year: 2025})
			}
			e.Apigee.Switch(change)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(scoped), acctest.Create)
			succeed(t, tf.Plan(scoped), acctest.NoOp)
			zero := maps.Clone(scoped)
			zero["adjustment_percentage_factor"] = "0"
			succeed(t, tf.Apply(zero), acctest.Update)
			id, _ := tf.State.Attrs()["id"].(string)
			tf.State = nil
			if out := tf.ImportIdentity(acctest.Attrs{"id": id}); out.Failed() {
				t.Fatal(out.Errors)
			}
			succeed(t, tf.Plan(zero), acctest.NoOp)
			succeed(t, tf.Destroy(), acctest.Delete)
			if got := len(truth(e)); got != 5 {
				t.Errorf("%d adjustments are left", got)
			}
		})
	}
	t.Run("adjustments not enabled", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.SetBillingAdjustmentFlag(acctest.Organization, false)
		contains(t, e.Terraform(typeName).Apply(discount(nil)).Errors, "billingAdjustmentNotEnabled", "organization allows billing adjustments")
	})
}

func TestAdjustment_developerByEitherName(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	id := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "Other@example.com", BillingType: "POSTPAID"})
	tf := e.Terraform(typeName)
	config := discount(acctest.Attrs{"developer_id": id})
	e.Server.Inject(fake.DropAfter(), fake.On("POST", route))
	succeed(t, tf.Apply(config), acctest.Create)
	succeed(t, tf.Plan(config), acctest.NoOp)
	only(t, e)
	adjustmentID, _ := tf.State.Attrs()["id"].(string)
	tf.State = nil
	if out := tf.Import(adjustmentID); out.Failed() {
		t.Fatal(out.Errors)
	}
	for _, name := range []string{"Other@example.com", "other@EXAMPLE.com", id} {
		succeed(t, tf.Plan(discount(acctest.Attrs{"developer_id": name})), acctest.NoOp)
	}
	succeed(t, tf.Plan(discount(acctest.Attrs{"developer_id": acctest.Postpaid})), acctest.Replace)
}

func TestAdjustment_wrongAccount(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: "other", HasBillingAdjustment: true})
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(discount(nil)), acctest.Create)
	id, _ := tf.State.Attrs()["id"].(string)
	block, _ := e.Block["apigee"].(acctest.Attrs)
	block["organization"] = "other"
	e.Server.ResetJournal()
	for name, out := range map[string]acctest.Outcome{
		"refresh": tf.Refresh(),
		"update":  tf.Apply(discount(acctest.Attrs{"name": "x"}), acctest.WithoutRefresh()),
		"destroy": tf.Apply(nil, acctest.WithoutRefresh()),
		"import":  e.Terraform(typeName).ImportIdentity(acctest.Attrs{"organization": acctest.Organization, "id": id}),
	} {
		contains(t, out.Errors, "belongs to another account")
		if tf.State == nil {
			t.Errorf("%s removed the state", name)
		}
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("the other account was asked: %v", sent)
	}
	contains(t, e.Terraform(typeName).Import("no-such-id").Errors, "non-existent")
}

// Another installation may have an organization of the same name.
func TestAdjustment_anotherEndpoint(t *testing.T) {
	t.Parallel()
	e, other := acctest.New(t), acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(discount(nil)), acctest.Create)
	block, _ := e.Block["apigee"].(acctest.Attrs)
	block["endpoint"] = other.Apigee.Endpoint()
	for name, out := range map[string]acctest.Outcome{
		"refresh": tf.Refresh(),
		"update":  tf.Apply(discount(acctest.Attrs{"name": "x"}), acctest.WithoutRefresh()),
		"destroy": tf.Apply(nil, acctest.WithoutRefresh()),
	} {
		contains(t, out.Errors, "belongs to another account", "former_endpoints")
		if tf.State == nil {
			t.Errorf("%s removed the state", name)
		}
	}
	if sent := other.Server.Journal(); len(sent) > 0 {
		t.Errorf("the other installation was asked: %v", sent)
	}
}

// While it is imported, an adjustment is known by its id alone.
func TestAdjustment_importThatCannotBeRead(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Server.Inject(fake.Status(403, ""), fake.On("GET", items), fake.Always())
	contains(t, e.Terraform(typeName).Import("a-1").Errors, "Cannot read the billing adjustment a-1: ")
}

// A scope that is not known while planning might turn out to be null, which is everybody.
func TestAdjustment_scopeNotKnownYet(t *testing.T) {
	t.Parallel()
	for _, argument := range []string{"developer_id", "product_id", "monetization_package_id", "transaction_type", "developer_billing_type"} {
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		out := tf.Apply(discount(acctest.Attrs{argument: acctest.Unknown}), acctest.Resolving(discount(nil)))
		contains(t, out.Errors, argument+": ", "plan again")
		if left := truth(e); len(left) > 0 || tf.State != nil {
			t.Errorf("%s: the service holds %v", argument, left)
		}
	}
}

func TestAdjustment_names(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{" Goodwill": "trimspace()", "Goodwill ": "trimspace()", "Good\twill": "tab", "Goodwill\n": "line break", "": "null"} {
		e := acctest.New(t)
		contains(t, e.Terraform(typeName).Apply(discount(acctest.Attrs{"name": name})).Errors, "name: ", want)
		if sent := e.Server.Journal(); len(sent) > 0 {
			t.Errorf("%q was sent: %v", name, sent)
		}
	}
	const composed, decomposed = "Caf\u00e9", "Cafe\u0301"
	spell := func(e *acctest.Env, recorded string) {
		e.Server.Inject(fake.Rewrite(recorded, func(r fake.Response) fake.Response {
			r.Body = bytes.ReplaceAll(r.Body, []byte(composed), []byte(recorded))
			return r
		}), fake.On("", route), fake.Always())
	}
	config := discount(acctest.Attrs{"name": composed})
	t.Run("decomposed by the service", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		spell(e, decomposed)
		tf := e.Terraform(typeName)
		if out := succeed(t, tf.Apply(config), acctest.Create); len(out.Warnings) > 0 {
			t.Errorf("warned: %q", out.Warnings)
		}
		succeed(t, tf.Plan(config), acctest.NoOp)
		succeed(t, tf.Plan(discount(acctest.Attrs{"name": decomposed})), acctest.NoOp)
		id, _ := tf.State.Attrs()["id"].(string)
		tf.State = nil
		if out := tf.Import(id); out.Failed() {
			t.Fatal(out.Errors)
		}
		succeed(t, tf.Plan(config), acctest.NoOp)
	})
	t.Run("decomposed, and the answer lost", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		spell(e, decomposed)
		e.Server.Inject(fake.DropAfter(), fake.On("POST", route))
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(config), acctest.Create)
		only(t, e)
		tf.State = nil
		contains(t, succeed(t, tf.Apply(config), acctest.Create).Warnings, "Adopted")
		only(t, e)
	})
	t.Run("recorded otherwise", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		spell(e, "Cafe")
		out := succeed(t, e.Terraform(typeName).Apply(config), acctest.Create)
		contains(t, out.Warnings, "recorded another name", `"Cafe" instead of "Café"`)
	})
}

func TestAdjustment_unknown(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(discount(nil)), acctest.Create)
	e.Server.ResetJournal()
	unknown := discount(acctest.Attrs{"billing_month": acctest.Unknown, "developer_id": acctest.Unknown})
	succeed(t, tf.Apply(unknown, acctest.Resolving(discount(nil))), acctest.Update)
	contains(t, tf.Apply(unknown, acctest.Resolving(discount(acctest.Attrs{"billing_month": 2}))).Errors, "plan again")
	if got := e.Server.Count("POST", ""); got > 0 {
		t.Errorf("%d adjustments were posted", got)
	}
	only(t, e)

	e.Block["apigee"] = acctest.Unknown
	fresh := e.Terraform(typeName)
	fresh.State = tf.State
	contains(t, succeed(t, fresh.Plan(discount(nil)), acctest.NoOp).Warnings, "apigee")
	contains(t, e.Terraform(typeName).Import("x").Errors, "apigee")
}
