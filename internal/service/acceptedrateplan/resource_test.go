package acceptedrateplan_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// purchases begin in the future, so that destroying one deletes it.
var purchases = acctest.Kind{
	TypeName: typeName, Route: "/developer-rateplans", Parent: "developer_id",
	Config:  order("basic_gold", "2025-07-01", "quota_target", 5),
	Changed: order("basic_gold", "2025-07-01", "quota_target", 7, "end_date", "2025-12-31"),
	Prepare: func(e *acctest.Env) {
		stock(e)
		sell(e, apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	},
	Holds: func(e *acctest.Env) []string { return holds(e, buyer) },
	Says: func(config acctest.Attrs) string {
		end, _ := config["end_date"].(string)
		quota, _ := config["quota_target"].(int)
		return line(config["rate_plan_id"].(string), config["start_date"].(string), end, quota) //nolint:forcetypeassert // both are texts
	},
	Edit: func(e *acctest.Env) {
		e.Apigee.EditAcceptanceInConsole(org, first(e), func(a *apigeefake.Acceptance) { a.QuotaTarget = apigeefake.CountOf(9) })
	},
	Remove: func(e *acctest.Env) { e.Apigee.DeleteAcceptanceInConsole(org, first(e)) },
}

func first(e *acctest.Env) string { return e.Apigee.Acceptances(org, buyer)[0].ID }

func TestPurchase_isManaged(t *testing.T) { purchases.Run(t) }

// A second apply after a lost answer, a kill, or an interrupt finds the purchase: one of them, and
// one set-up fee, even where the service would sell it twice.
func TestPurchase_once(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{
		"lost answer": fake.DropAfter(), "500 before": fake.Status(500, ""), "cut off": fake.Truncate(), "page of a proxy": fake.HTML(200), "no id": fake.OmitKeys("id"),
	} {
		for _, doubles := range []bool{false, true} {
			t.Run(name+" "+strconv.FormatBool(doubles), func(t *testing.T) {
				t.Parallel()
				s := newShop(t)
				s.Apigee.Switch(func(w *apigeefake.Switches) { w.DoublePurchases = doubles })
				gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
				s.Server.Inject(fault, fake.On("POST", "/developer-rateplans"))
				s.tf.Apply(order(gold, today))
				if s.tf.Tainted {
					t.Error("it is tainted")
				}
				s.tf.Apply(order(gold, today))
				s.tf.State = nil
				s.tf.Apply(order(gold, today)).Expect(t, acctest.Create).Says(t, "Adopted")
				s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
				equal(t, "holds", holds(s.Env, buyer), line(gold, today, "", 0))
				equal(t, "charged", s.charged(buyer), "SETUPFEES 20")
			})
		}
	}
}

// A purchase whose answer was lost is adopted on a later day too, and after its plan was revised.
func TestPurchase_adoptedLater(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]apigeefake.Switches{"as documented": {}, "doubles": {DoublePurchases: true}, "at publication": {MovedAtPublication: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.Apigee.Switch(func(w *apigeefake.Switches) { *w = switches })
			gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
			s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
			s.tf.State = nil
			s.sells(apigeefake.RatePlan{Name: "Gold 2", Parent: gold, StartDate: "2025-06-20 00:00:00"})
			s.passes(6)
			s.tf.Apply(order(gold, today)).Expect(t, acctest.Create).Says(t, "Adopted")
			s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
			equal(t, "charged", s.charged(buyer), "SETUPFEES 20")
		})
	}
}

func TestPurchase_followsARevision(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]apigeefake.Switches{
		"as documented": {}, "at publication": {MovedAtPublication: true}, "with its start": {MovedStart: true}, "under a new id": {MovedUnderNewID: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.Apigee.Switch(func(w *apigeefake.Switches) { *w = switches })
			gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
			config := order(gold, today)
			s.tf.Apply(config).Expect(t, acctest.Create)
			second := s.sells(apigeefake.RatePlan{Name: "Gold 2", Parent: gold, StartDate: "2025-06-20 00:00:00"})
			s.passes(6)
			if out := s.tf.Plan(config).Expect(t, acctest.NoOp); len(warned(out, "has ended")) > 0 {
				t.Errorf("%q", out.Warnings)
			}
			if got := s.tf.State.Attrs(); got["current_rate_plan_id"] != second || got["rate_plan_id"] != gold || got["start_date"] != today {
				t.Errorf("got %v", got)
			}
			s.tf.Plan(order(gold, today), acctest.WithoutRefresh()).Expect(t, acctest.NoOp)
			s.tf.Apply(order(gold, today, "quota_target", 3)).Expect(t, acctest.Update)
			s.tf.Plan(order(second, today, "quota_target", 3)).Expect(t, acctest.NoOp)
			if all := s.Apigee.Acceptances(org, buyer); all[len(all)-1].QuotaTarget.N != 3 || all[len(all)-1].Plan != second {
				t.Errorf("holds %+v", all)
			}
			s.tf.Destroy().Expect(t, acctest.Delete)
			if all := s.Apigee.Acceptances(org, buyer); all[len(all)-1].EndDate != "2025-06-21 00:00:00" {
				t.Errorf("holds %+v", all)
			}
		})
	}
}

// A purchase that is bought of a revision is found by it.
func TestPurchase_ofARevision(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	second := s.sells(apigeefake.RatePlan{Name: "Gold 2", Parent: gold, StartDate: "2025-06-10 00:00:00"})
	s.Server.Inject(fake.DropAfter(), fake.On("POST", "/developer-rateplans"))
	s.tf.Apply(order(second, today)).Expect(t, acctest.Create)
	s.tf.Plan(order(second, today)).Expect(t, acctest.NoOp)
	equal(t, "holds", holds(s.Env, buyer), line(second, today, "", 0))
}

func TestPurchase_spellings(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	s.tf.Apply(order(gold, today, "end_date", "2025-12-31")).Expect(t, acctest.Create)
	s.Apigee.EditAcceptanceInConsole(org, first(s.Env), func(a *apigeefake.Acceptance) { a.EndDate = "2025-12-31 07:00:00" })
	developer, _ := s.Apigee.Developer(org, buyer)
	for name, config := range map[string]acctest.Attrs{
		"as written":       order(gold, today, "end_date", "2025-12-31"),
		"times of day":     order(gold, today+" 00:00:00", "end_date", "2025-12-31 23:59:59"),
		"another time":     order(gold, today+" 12:00:00", "end_date", "2025-12-31"),
		"a UUID":           order(gold, today, "end_date", "2025-12-31", "developer_id", developer.ID),
		"capitals":         order(gold, today, "end_date", "2025-12-31", "developer_id", strings.ToUpper(buyer)),
		"waived afterward": order(gold, today, "end_date", "2025-12-31", "waive_set_up_fees", true, "replace_conflicting", true),
	} {
		if out := s.tf.Plan(config); out.Failed() || out.Action != acctest.NoOp {
			t.Errorf("%s: %s, %q", name, out.Action, out.Errors)
		}
	}
	s.tf.Apply(order(gold, today, "end_date", "2025-12-31", "on_destroy", "retain")).Expect(t, acctest.Update)
	if got := s.Server.Count("PUT", ""); got > 0 {
		t.Errorf("%d PUTs for what only Terraform knows", got)
	}
}

// What was asked for in the purchase stays in the state and is never a diff, in either direction.
func TestPurchase_waivedFeeIsRemembered(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	s.tf.Apply(order(gold, today, "waive_set_up_fees", true)).Expect(t, acctest.Create)
	equal(t, "charged", s.charged(buyer))
	for _, config := range []acctest.Attrs{order(gold, today), order(gold, today, "waive_set_up_fees", false), order(gold, today, "waive_set_up_fees", true)} {
		s.tf.Plan(config).Expect(t, acctest.NoOp)
	}
	s.tf.Apply(order(gold, today, "quota_target", 2)).Expect(t, acctest.Update)
	if s.tf.State.Attrs()["waive_set_up_fees"] != true {
		t.Error("it was forgotten")
	}
}

func TestPurchase_end(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("12.25"), EndDate: "2026-12-31 00:00:00"})
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	s.tf.Apply(order(gold, today, "end_date", "2025-08-31")).Expect(t, acctest.Update).Says(t, "on 2025-08-31 may charge 12.25 USD")
	equal(t, "set", holds(s.Env, buyer), line(gold, today, "2025-08-31", 0))
	equal(t, "charged", s.charged(buyer), "TERMINATIONFEES 12.25")
	s.tf.Apply(order(gold, today, "end_date", "2025-09-30")).Expect(t, acctest.Update)
	equal(t, "moved", holds(s.Env, buyer), line(gold, today, "2025-09-30", 0))
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Update).Says(t, "will be taken away", `end_date = "2025-09-30"`)
	equal(t, "cleared", holds(s.Env, buyer), line(gold, today, "", 0))
	s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
	s.tf.Apply(order(gold, today, "end_date", "2027-01-01")).Says(t, "Cannot change the purchase", "not after the plan's own end")
	s.tf.Apply(order(gold, today, "end_date", "2025-06-14")).Says(t, "end_date 2025-06-14 is before start_date")

	s.Apigee.Switch(func(w *apigeefake.Switches) { w.EndDateStays = true })
	s.tf.Apply(order(gold, today, "end_date", "2025-09-30")).Expect(t, acctest.Update)
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Update).Says(t, "is not as asked", "2025-09-30")
	s.tf.Plan(order(gold, today)).Expect(t, acctest.Update)
}

func TestPurchase_ended(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	config := order(gold, today, "end_date", "2025-06-20")
	s.tf.Apply(config).Expect(t, acctest.Create)
	s.passes(5)
	if out := s.tf.Plan(config).Expect(t, acctest.NoOp); len(out.Warnings) > 0 {
		t.Errorf("on its last day: %q", out.Warnings)
	}
	s.passes(1)
	for _, options := range [][]acctest.Option{nil, {acctest.WithoutRefresh()}} {
		out := s.tf.Plan(config, options...).Expect(t, acctest.NoOp)
		if len(warned(out, "has ended on 2025-06-20")) != 1 {
			t.Errorf("%q", out.Warnings)
		}
	}
	s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp).Says(t, "has ended")
	s.tf.Plan(order(gold, today, "end_date", "2025-06-30")).Says(t, "has ended and cannot change", `end_date = "2025-06-20"`)
	s.Server.ResetJournal()
	s.tf.Destroy().Expect(t, acctest.Delete)
	if got := s.Server.Count("PUT", "") + s.Server.Count("DELETE", ""); got > 0 {
		t.Errorf("%d requests to end what has ended", got)
	}
	equal(t, "history", holds(s.Env, buyer), line(gold, today, "2025-06-20", 0))
}

// A purchase that has ended is bought again under a new start.
func TestPurchase_boughtAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	s.tf.Apply(order(gold, today, "end_date", "2025-06-20")).Expect(t, acctest.Create)
	s.passes(6)
	s.tf.Apply(order(gold, "2025-06-21")).Expect(t, acctest.Replace).Says(t, "charges 20 USD at once")
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, "2025-06-20", 0), line(gold, "2025-06-21", "", 0))
}

func TestPurchase_destroy(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("12.25")})
	for _, tc := range []struct {
		name   string
		config acctest.Attrs
		says   string
		holds  string
		fees   int
	}{
		{"begun", order(gold, today), "will end today, 2025-06-15 and may charge 12.25 USD", line(gold, today, today, 0), 1},
		{"waived", order(gold, today, "waive_termination_charge", true), "The early termination fee of 12.25 USD is waived", line(gold, today, today, 0), 0},
		{"future", order(gold, "2025-07-01"), "will be cancelled before its start", "", 0},
		{"retained", order(gold, today, "on_destroy", "retain"), "goes on", line(gold, today, "", 0), 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("12.25")})
			s.tf.Apply(tc.config).Expect(t, acctest.Create)
			s.tf.Plan(nil, acctest.WithoutRefresh()).Says(t, tc.says)
			s.tf.Destroy().Expect(t, acctest.Delete).Says(t, tc.says)
			if got := strings.Join(holds(s.Env, buyer), "\n"); got != tc.holds {
				t.Errorf("holds %q", got)
			}
			if got := s.charged(buyer); len(got) != tc.fees {
				t.Errorf("charged %q", got)
			}
		})
	}
}

// The day on which a purchase ends is the organization's, which is a day ahead of UTC here.
func TestPurchase_endsByTheOrganizationsClock(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.Apigee.EditOrganizationInConsole(org, func(o *apigeefake.Organization) { o.TimeZone = "Pacific/Kiritimati" })
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	s.tf.Plan(order(gold, today)).Says(t, "before today", "Today is 2025-06-16 (Pacific/Kiritimati)")
	s.tf.Apply(order(gold, "2025-06-16")).Expect(t, acctest.Create)
	s.tf.Destroy().Expect(t, acctest.Delete).Says(t, "will end today, 2025-06-16")
	equal(t, "holds", holds(s.Env, buyer), line(gold, "2025-06-16", "2025-06-16", 0))
}

func TestPurchase_notAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	s.tf.Plan(order(gold, today), acctest.Replacing()).Says(t, "Cannot make the purchase of rate plan basic_gold", "untaint")
	s.tf.Plan(order(gold, "2025-06-15", "rate_plan_id", "basic_other")).Says(t, "on the same day", "tomorrow")
	s.tf.Apply(order(gold, "2025-06-16")).Expect(t, acctest.Replace)
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, today, 0), line(gold, "2025-06-16", "", 0))
	s.tf.Apply(order(gold, "2025-06-14")).Says(t, "before today")
}

// A company buys under its name, wherever the service keeps companies.
func TestPurchase_ofACompany(t *testing.T) {
	t.Parallel()
	for _, apart := range []bool{false, true} {
		s := newShop(t)
		complete(s.Env, "acme", "POSTPAID", true)
		s.Apigee.Switch(func(w *apigeefake.Switches) { w.CompaniesApart = apart })
		gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
		config := order(gold, today, "developer_id", "acme")
		s.tf.Apply(config).Expect(t, acctest.Create)
		s.tf.Plan(config).Expect(t, acctest.NoOp)
		s.tf.Apply(order(gold, today, "developer_id", "acme", "end_date", "2025-08-31")).Expect(t, acctest.Update)
		id := s.tf.State.Attrs()["id"].(string) //nolint:forcetypeassert // an id is a text
		s.tf.State = nil
		if out := s.tf.Import("acme/" + id); out.Failed() {
			t.Fatal(out.Errors)
		}
		s.tf.Destroy().Expect(t, acctest.Delete)
		equal(t, "holds", holds(s.Env, "acme"), line(gold, today, today, 0))
	}
}

// Where prepaid developers lack funds, nothing is made, and topping up mends it.
func TestPurchase_funds(t *testing.T) {
	t.Parallel()
	for _, bare := range []bool{false, true} {
		s := newShop(t)
		s.Apigee.Switch(func(w *apigeefake.Switches) { w.FundsWithoutContexts = bare })
		complete(s.Env, "pre@example.com", "PREPAID", false)
		gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("1334.56")})
		config := order(gold, today, "developer_id", "pre@example.com")
		s.tf.Apply(config).Says(t, "1334.56 USD are missing", "Top up")
		s.Apigee.TopUp(org, "pre@example.com", "usd", decimal.New(100, 0))
		s.tf.Apply(config).Says(t, "rate plan basic_gold by pre@example.com", "1234.56 USD are missing")
		s.Apigee.TopUp(org, "pre@example.com", "usd", decimal.RequireFromString("1234.56"))
		s.tf.Apply(config).Expect(t, acctest.Create)
		equal(t, "charged", s.charged("pre@example.com"), "SETUPFEES 1334.56")
	}
}

func TestPurchase_overlap(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	deluxe := s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All"})
	s.Apigee.AcceptRatePlan(org, apigeefake.Acceptance{Developer: buyer, Plan: gold})
	s.tf.Apply(order(deluxe, "2025-07-01")).Says(t, "it overlaps rate plan basic_gold (Gold) in messaging", "replace_conflicting = true")
	s.Apigee.Switch(func(w *apigeefake.Switches) { w.FormerOverlapCode = true })
	s.tf.Apply(order(deluxe, "2025-07-01")).Says(t, "Cannot make the purchase of rate plan deluxe_all", "replace_conflicting = true")
	s.Apigee.Switch(func(w *apigeefake.Switches) { w.MessageLists, w.FormerOverlapCode = true, false })
	s.tf.Apply(order(deluxe, "2025-07-01")).Says(t, "it overlaps rate plan basic_gold (Gold) in messaging")
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, "", 0))
	s.tf.Apply(order(gold, "2025-07-01")).Says(t, "has this plan already", "import {", buyer+"/"+first(s.Env))
}

// Each precondition is refused with what to do, and nothing is made.
func TestPurchase_gates(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		close func(s shop)
		order []any
		says  string
	}{
		"terms":      {close: func(s shop) { s.Apigee.AnswerTermsInPortal(org, buyer, s.Apigee.Terms(org)[0].ID, "DECLINED") }, says: "mint_accept_terms"},
		"legal name": {close: func(s shop) { s.Apigee.DeleteAttributeInConsole(org, buyer, "MINT_DEVELOPER_LEGAL_NAME") }, says: "legal_name of mint_developer_billing"},
		"address":    {close: func(s shop) { s.Apigee.DeleteAttributeInConsole(org, buyer, "MINT_DEVELOPER_ADDRESS") }, says: "address of mint_developer_billing"},
		"billing type": {close: func(s shop) {
			s.Apigee.Switch(func(w *apigeefake.Switches) { w.NeedsBillingType = true })
			s.Apigee.DeleteAttributeInConsole(org, buyer, "MINT_BILLING_TYPE")
		}, says: "billing type"},
		"draft":        {order: []any{"rate_plan_id", "basic_draft"}, says: "published = true"},
		"plan's start": {order: []any{"rate_plan_id", "basic_later"}, says: "within those of the plan"},
		"plan's end":   {order: []any{"end_date", "2031-01-01"}, says: "within those of the plan"},
		"no plan":      {order: []any{"rate_plan_id", "none"}, says: "Check developer_id"},
		"no developer": {order: []any{"developer_id", "nobody@example.com"}, says: "Check developer_id"},
		"yesterday":    {order: []any{"start_date", "2025-06-14"}, says: "before today"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			gold := s.sells(apigeefake.RatePlan{Name: "Gold", EndDate: "2030-12-31 00:00:00", SetUpFee: fee("20")})
			s.sells(apigeefake.RatePlan{Name: "Later", StartDate: "2025-09-01 00:00:00"})
			s.Apigee.AddRatePlan(org, apigeefake.RatePlan{Package: "basic", Name: "Draft", Currency: "usd"})
			if tc.close != nil {
				tc.close(s)
			}
			out := s.tf.Apply(order(gold, today, tc.order...))
			if !out.Failed() {
				t.Error("it was bought")
			}
			out.Says(t, tc.says)
			equal(t, "holds", holds(s.Env, buyer))
			equal(t, "charged", s.charged(buyer))
		})
	}
}

// The fees of an Env's prepaid developer, and every other fact that cannot be read, do not stop a
// plan.
func TestPurchase_plansWithoutFacts(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	s.Server.Inject(fake.Status(500, ""), fake.On("GET", ""), fake.Always())
	out := s.tf.Plan(order(gold, today, "replace_conflicting", true)).Expect(t, acctest.Create)
	out.Says(t, "fees of rate plan basic_gold are not known", "may end other purchases")
	s.Server.ClearFaults()
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	s.Server.ResetJournal()
	s.tf.Plan(order(gold, today, "end_date", "2025-08-31"), acctest.WithoutRefresh()).Expect(t, acctest.Update)
	if sent := s.Server.Journal(); len(sent) > 0 {
		t.Errorf("sent %v", sent)
	}
}

// After the action, the same purchase passes.
func TestPurchase_afterAcceptTerms(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	terms := s.Apigee.AddTerms(org, apigeefake.Terms{Version: "2", StartDate: today + " 01:00:00"})
	s.tf.Apply(order(gold, today)).Says(t, "mint_accept_terms")
	if out := s.Terraform("mint_accept_terms").Invoke(acctest.Attrs{"developer_id": buyer, "terms_and_conditions_id": terms}); out.Failed() {
		t.Fatal(out.Errors)
	}
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
}

// Where nobody can tell whether the developer has the plan, nothing is sent; and where the answer
// and then the look-up fail, nothing is sent again until the purchase could be looked up.
func TestPurchase_lookUpFails(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	const listing = "/developer-accepted-rateplans"
	s.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", listing), fake.Always())
	s.tf.Apply(order(gold, today)).Says(t, "before anything is sent", "broken")
	if got := s.Server.Count("POST", "/developer-rateplans"); got > 0 {
		t.Errorf("%d POSTs without a look-up", got)
	}
	s.Server.ClearFaults()
	s.Server.Inject(fake.DropAfter(), fake.On("POST", "/developer-rateplans"))
	s.tf.Apply(order(gold, today), acctest.Between(func() {
		s.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", listing), fake.Skip(1), fake.Always())
	})).Says(t, "Cannot tell whether it was created", "Apply again")
	s.Server.ClearFaults()
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create).Says(t, "Adopted")
	equal(t, "charged", s.charged(buyer), "SETUPFEES 20")
}
