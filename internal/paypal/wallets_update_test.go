package paypal_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// TestChangeWallet_rulesStartOnce: rules are sent again only if the wallet does not show them.
func TestChangeWallet_rulesStartOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault fake.Fault
		times int
		sent  int
		check func(error) bool
		taken bool
	}{
		"no fault":                     {fake.LoseTokens(), 1, 2, nil, true},
		"dropped after the effect":     {fake.DropAfter(), 1, 1, nil, true},
		"503 after the effect":         {fake.AfterEffect(fake.Status(503, "")), 1, 1, nil, true},
		"cut short":                    {fake.Truncate(), 1, 1, nil, true},
		"a page after the effect":      {fake.AfterEffect(fake.HTML(200)), 1, 1, nil, true},
		"without its members":          {fake.OmitKeys("status"), 1, 1, nil, true},
		"dropped before the effect":    {fake.DropBefore(), 1, 2, nil, true},
		"503 before the effect":        {fake.Status(503, ""), 1, 2, nil, true},
		"dropped before, twice":        {fake.DropBefore(), 2, 2, paypal.IsAmbiguous, false},
		"503 after the effect, always": {fake.AfterEffect(fake.Status(503, "")), 9, 1, nil, true},
		"too many requests":            {fake.TooManyRequests("1"), 1, 2, nil, true},
		"refused":                      {fake.Status(422, `{"name":"UNPROCESSABLE_ENTITY","message":"m","debug_id":"d","details":[{"issue":"X"}]}`), 9, 1, paypal.IsInvalid, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{RuleMembers: paypalfake.RuleZeroed})
			opened := w.open(t)
			w.srv.Inject(c.fault, fake.On("PUT", "/wallets/{"), fake.Times(c.times))
			changed, err := w.run(t).Wallets.Update(t.Context(), ref(opened, prepaid()), paypal.WalletUpdate{
				Name: paypal.Set("New"), RecurringRules: paypal.Set([]paypal.RecurringRule{threshold("5")}),
			})
			if c.check == nil && (err != nil || *changed.Name != "New" || len(changed.RecurringRules) != 1) || c.check != nil && !c.check(err) {
				t.Errorf("changed %+v, error %v", changed, err)
			}
			if got := w.srv.Count("PUT", ""); got != c.sent {
				t.Errorf("it was sent %d times, want %d", got, c.sent)
			}
			if held := w.truth(t, opened.ID); (len(held.Rules) == 1) != c.taken || (held.Name == "New") != c.taken {
				t.Errorf("the service holds %+v", held)
			}
		})
	}
}

// TestChangeWallet_unreadableAfterwards: what can neither be confirmed nor denied stays unknown,
// and is not sent again.
func TestChangeWallet_unreadableAfterwards(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	opened := w.open(t)
	w.srv.Inject(fake.DropAfter(), fake.On("PUT", ""))
	w.srv.Inject(fake.Status(503, ""), fake.On("GET", "/wallets/{"), fake.Always())
	_, err := w.run(t).Wallets.Update(t.Context(), ref(opened, prepaid()), paypal.WalletUpdate{RecurringRules: paypal.Set([]paypal.RecurringRule{threshold("5")})})
	if !paypal.IsAmbiguous(err) || w.srv.Count("PUT", "") != 1 {
		t.Errorf("error %v, %d updates", err, w.srv.Count("PUT", ""))
	}
}

// TestRemoveWallet_endsWithAKnownOutcome: what matters is that the wallet is terminated, not how
// that was answered.
func TestRemoveWallet_endsWithAKnownOutcome(t *testing.T) {
	t.Parallel()
	const refused = `{"name":"UNPROCESSABLE_ENTITY","message":"m","debug_id":"d","details":[{"issue":"WALLET_IS_TERMINATED"}]}`
	for name, c := range map[string]struct {
		switches   paypalfake.Switches
		fault      fake.Fault
		terminated bool // before
		fails      bool
	}{
		"plain":                                    {},
		"answered as active":                       {switches: paypalfake.Switches{DeleteAnswersActive: true}},
		"answer lost":                              {fault: fake.DropAfter()},
		"answer lost, not found then":              {switches: paypalfake.Switches{DeleteAgainAnswers404: true}, fault: fake.DropAfter()},
		"terminated before":                        {terminated: true},
		"terminated before, 404":                   {switches: paypalfake.Switches{DeleteAgainAnswers404: true}, terminated: true},
		"terminated before, refused":               {fault: fake.Status(422, refused), terminated: true},
		"terminated before, refused and not found": {switches: paypalfake.Switches{TerminatedAnswers404: true}, fault: fake.Status(422, refused), terminated: true},
		"refused while it lives":                   {fault: fake.Status(422, refused), fails: true},
		"forbidden":                                {fault: fake.Status(403, ""), fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, c.switches)
			opened := w.open(t)
			if c.terminated {
				if err := w.service.TerminateInConsole(opened.ID); err != nil {
					t.Fatal(err)
				}
			}
			if c.fault.Name() != "" {
				w.srv.Inject(c.fault, fake.On("DELETE", ""))
			}
			err := w.run(t).Wallets.Delete(t.Context(), ref(opened, prepaid()))
			if (err != nil) != c.fails {
				t.Errorf("error %v", err)
			}
			if ended := len(w.living()) == 0; ended == c.fails {
				t.Errorf("terminated: %t", ended)
			}
		})
	}
}

// TestRemoveWallet_notFound: a wallet is given up only if its customer's list agrees. That the
// customer is not found says nothing about the wallet.
func TestRemoveWallet_notFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list  fake.Fault
		fails bool
	}{
		"listed":             {fake.Hook(func() {}), true},
		"list unreadable":    {fake.Status(500, ""), true},
		"customer not known": {fake.Status(404, ""), true},
		"not listed":         {fake.Status(200, `{"wallets":[],"metadata":{"total_count":0}}`), false},
		"a gateway's page":   {fake.HTML(404), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{})
			opened := w.open(t)
			w.srv.Inject(fake.Status(404, ""), fake.On("", "/wallets/{"), fake.Always())
			w.srv.Inject(c.list, fake.On("GET", "/wallets$"), fake.Always())
			if err := w.run(t).Wallets.Delete(t.Context(), ref(opened, prepaid())); (err != nil) != c.fails {
				t.Errorf("error %v", err)
			}
		})
	}
}

// TestRemoveWallet_successor: the wallet that a run terminated is not answered again for its
// successor, also where the service remembers request ids and lists no terminated wallets.
func TestRemoveWallet_successor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{TerminatedNotListed: true, RequestID: paypalfake.RequestIDHonoured})
	made := mustMake(t, w.run(t), prepaid(), once.Posted)
	c := w.run(t)
	if err := c.Wallets.Delete(t.Context(), ref(made, prepaid())); err != nil {
		t.Fatal(err)
	}
	if successor := mustMake(t, c, prepaid(), once.Posted); successor.ID == made.ID {
		t.Error("the terminated wallet was taken for its successor")
	}
}

// TestForgetWallet_freesTheName: a wallet that was found gone stands in nobody's way, also where a
// list still shows it.
func TestForgetWallet_freesTheName(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	opened := w.open(t)
	if err := w.service.TerminateInConsole(opened.ID); err != nil {
		t.Fatal(err)
	}
	c := w.run(t)
	c.Wallets.Forget(ref(opened, prepaid()))
	result, err := c.Wallets.Create(t.Context(), prepaid())
	if err != nil || result.Object.ID == opened.ID {
		t.Errorf("result %+v, error %v", result, err)
	}
}

func TestWallet_differences(t *testing.T) {
	t.Parallel()
	asked := paypal.WalletCreate{
		ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1.50"), Name: "P", ExpirationAt: new("2031-01-01T00:00:00Z"),
		AppliesTo: paypal.AppliesTo{FeeTypes: []string{"COMMITMENT", "CHARGE"}}, RecurringRules: []paypal.RecurringRule{threshold("5.0")},
	}
	same := func() paypal.Wallet {
		return paypal.Wallet{
			ID: "w-1", ExternalCustomerID: "acme", Status: "PENDING", RateAmount: dec("1.5"), Name: new("P"), ExpirationAt: new("2031-01-01T02:00:00.000+02:00"),
			AppliesTo: &paypal.AppliesTo{FeeTypes: []string{"CHARGE", "COMMITMENT", "CHARGE"}}, RecurringRules: []paypal.RecurringRule{threshold("5")},
		}
	}
	for name, c := range map[string]struct {
		change func(*paypal.Wallet)
		want   string
	}{
		"none":              {func(*paypal.Wallet) {}, ""},
		"rate":              {func(w *paypal.Wallet) { w.RateAmount = dec("1.51") }, "rate_amount is 1.51, not 1.5"},
		"name":              {func(w *paypal.Wallet) { w.Name = nil }, `name is "", not "P"`},
		"expiration":        {func(w *paypal.Wallet) { w.ExpirationAt = new("2031-01-01T00:00:01Z") }, "expiration_at is 2031-01-01T00:00:01Z, not 2031-01-01T00:00:00Z"},
		"no expiration":     {func(w *paypal.Wallet) { w.ExpirationAt = nil }, "expiration_at is none"},
		"fee types":         {func(w *paypal.Wallet) { w.AppliesTo.FeeTypes = []string{"CHARGE"} }, "fee_types are CHARGE, not CHARGE, COMMITMENT"},
		"unrestricted":      {func(w *paypal.Wallet) { w.AppliesTo = nil }, "fee_types are all"},
		"rules":             {func(w *paypal.Wallet) { w.RecurringRules = []paypal.RecurringRule{threshold("6")} }, "rules differ"},
		"no rules":          {func(w *paypal.Wallet) { w.RecurringRules = nil }, "it has 0 recurring_transaction_rules, not 1"},
		"unreadable date":   {func(w *paypal.Wallet) { w.ExpirationAt = new("soon") }, "expiration_at is soon"},
		"balance, no terms": {func(w *paypal.Wallet) { w.AvailableCredits = new(dec("7")) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := same()
			c.change(&found)
			update := paypal.WalletUpdate{Name: paypal.Set("P"), ExpirationAt: paypal.Set("2031-01-01T00:00:00Z"), FeeTypes: paypal.Set(asked.AppliesTo.FeeTypes), RecurringRules: paypal.Set(asked.RecurringRules)}
			for kind, got := range map[string][]string{"create": asked.Differences(found), "update": update.Differences(found)} {
				want := c.want
				if kind == "update" && name == "rate" {
					want = ""
				}
				if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
					t.Errorf("%s differs in %q, want %q", kind, got, want)
				}
			}
			if got := (paypal.WalletUpdate{}).Differences(found); len(got) != 0 {
				t.Errorf("an empty update differs in %q", got)
			}
		})
	}
	cleared := paypal.WalletUpdate{ExpirationAt: paypal.Clear[string](), FeeTypes: paypal.Clear[[]string](), RecurringRules: paypal.Clear[[]paypal.RecurringRule]()}
	if got := cleared.Differences(same()); len(got) != 3 {
		t.Errorf("what was not cleared is %q", got)
	}
	all := paypal.Wallet{AppliesTo: &paypal.AppliesTo{FeeTypes: []string{"CHARGE", "LATER", "COMMITMENT", "SUBSCRIPTION"}}}
	if got := cleared.Differences(all); len(got) != 0 || all.RestrictedTo() != nil {
		t.Errorf("a wallet for all fee types differs in %q", got)
	}
}

func TestSameRules(t *testing.T) {
	t.Parallel()
	at := func(change func(*paypal.RecurringRule)) paypal.RecurringRule {
		r := threshold("5")
		change(&r)
		return r
	}
	monthly := paypal.RecurringRule{Trigger: "INTERVAL", Method: "TARGET", Interval: new("MONTHLY"), TargetOngoingBalance: new(dec("50"))}
	started := monthly
	started.StartedAt = new("2030-01-01T00:00:00Z")
	weekly := monthly
	weekly.Interval = new("WEEKLY")
	granting := paypal.RecurringRule{Trigger: "THRESHOLD", Method: "FIXED", ThresholdCredits: new(dec("10")), GrantedCredits: new(dec("5"))}
	for name, c := range map[string]struct {
		asked, shown []paypal.RecurringRule
		want         bool
	}{
		"none":                        {nil, []paypal.RecurringRule{}, true},
		"equal":                       {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{threshold("5.000")}, true},
		"zeroes added":                {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.GrantedCredits, r.TargetOngoingBalance = new(dec("0")), new(dec("0")) })}, true},
		"irrelevant members added":    {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.Interval, r.StartedAt = new("WEEKLY"), new("2030-01-01T00:00:00Z") })}, true},
		"irrelevant members omitted":  {[]paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.TargetOngoingBalance = new(dec("9")) })}, []paypal.RecurringRule{threshold("5")}, true},
		"other order":                 {[]paypal.RecurringRule{threshold("5"), monthly}, []paypal.RecurringRule{monthly, threshold("5")}, true},
		"counted":                     {[]paypal.RecurringRule{monthly, monthly}, []paypal.RecurringRule{monthly, threshold("5")}, false},
		"fewer":                       {[]paypal.RecurringRule{monthly}, nil, false},
		"other credits":               {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{threshold("5.00001")}, false},
		"grants instead":              {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{granting}, false},
		"grants too":                  {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.GrantedCredits = new(dec("1")) })}, false},
		"other threshold":             {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.ThresholdCredits = new(dec("11")) })}, false},
		"other trigger":               {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.Trigger = "LATER" })}, false},
		"other method":                {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.Method = "LATER" })}, false},
		"other target":                {[]paypal.RecurringRule{monthly}, []paypal.RecurringRule{{Trigger: "INTERVAL", Method: "TARGET", Interval: new("MONTHLY")}}, false},
		"other interval":              {[]paypal.RecurringRule{monthly}, []paypal.RecurringRule{weekly}, false},
		"a start of the service":      {[]paypal.RecurringRule{monthly}, []paypal.RecurringRule{started}, true},
		"a start that was asked for":  {[]paypal.RecurringRule{started}, []paypal.RecurringRule{monthly}, false},
		"an end":                      {[]paypal.RecurringRule{threshold("5")}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.ExpirationAt = new("2030-01-01T00:00:00Z") })}, false},
		"the same end, other spelled": {[]paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.ExpirationAt = new("2030-01-01T00:00:00Z") })}, []paypal.RecurringRule{at(func(r *paypal.RecurringRule) { r.ExpirationAt = new("2030-01-01T02:00:00+02:00") })}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := paypal.SameRules(c.asked, c.shown); got != c.want {
				t.Errorf("got %t", got)
			}
		})
	}
}
