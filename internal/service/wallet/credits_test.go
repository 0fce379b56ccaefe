package wallet_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// stock is what a wallet can hold, and what a message says of it.
var stock = map[string]struct {
	fill func(t *testing.T, e *acctest.Env, id string)
	want string // empty: nothing that would be lost
}{
	"nothing": {func(*testing.T, *acctest.Env, string) {}, ""},
	"granted": {func(t *testing.T, e *acctest.Env, id string) { topUp(t, e, id, "0", "12.5") }, "would forfeit 12.5 credits"},
	"pending": {func(t *testing.T, e *acctest.Env, id string) { topUp(t, e, id, "200", "0") }, "would forfeit 200 credits that are not paid yet"},
	"both":    {func(t *testing.T, e *acctest.Env, id string) { topUp(t, e, id, "200", "20") }, "would forfeit 20 credits, and 200 that are not paid yet"},
	"settled, partly consumed": {func(t *testing.T, e *acctest.Env, id string) {
		settle(t, e, topUp(t, e, id, "200", "0"))
		consume(t, e, id, "150")
	}, "would forfeit 100 credits"},
	"failed": {func(t *testing.T, e *acctest.Env, id string) {
		if err := e.PayPal.FailPayment(topUp(t, e, id, "200", "0")[0].ID); err != nil {
			t.Fatal(err)
		}
	}, ""},
	"all consumed": {func(t *testing.T, e *acctest.Env, id string) {
		topUp(t, e, id, "0", "100")
		consume(t, e, id, "150")
	}, ""},
	"the smallest": {func(t *testing.T, e *acctest.Env, id string) {
		topUp(t, e, id, "0", "100")
		consume(t, e, id, "149.99")
	}, "would forfeit 0.00"},
}

func settle(t *testing.T, e *acctest.Env, booked []paypalfake.Transaction) {
	t.Helper()
	if err := e.PayPal.SettlePayment(booked[0].ID); err != nil {
		t.Fatal(err)
	}
}

func consume(t *testing.T, e *acctest.Env, id, money string) {
	t.Helper()
	if _, err := e.PayPal.ConsumeByInvoice(id, dec(money)); err != nil {
		t.Fatal(err)
	}
}

// Credits are not stranded by a destroy or a replacement: the plan refuses with the amount, whether
// or not the service shows balances.
func TestWallet_creditsAreNotStranded(t *testing.T) {
	t.Parallel()
	for _, balances := range []paypalfake.Balances{paypalfake.BalancesShown, paypalfake.BalancesHidden} {
		for name, c := range stock {
			t.Run(name+map[paypalfake.Balances]string{paypalfake.BalancesHidden: ", hidden"}[balances], func(t *testing.T) {
				t.Parallel()
				e := acctest.New(t)
				tf := e.Terraform(typeName)
				succeed(t, tf.Apply(prepaid()), acctest.Create)
				c.fill(t, e, id(t, tf))
				e.PayPal.Switch(func(s *paypalfake.Switches) { s.Balances = balances })

				other := with(prepaid(), "rate_amount", "2")
				for act, out := range map[string]acctest.Outcome{"destroy": tf.Plan(nil), "replacement": tf.Plan(other)} {
					if c.want == "" {
						if out.Failed() || len(out.Warnings) > 0 {
							t.Errorf("%s: errors %q, warnings %q", act, out.Errors, out.Warnings)
						}
						continue
					}
					contains(t, out.Errors, c.want, `wallet "Prepaid" of acme in USD would forfeit `, "force_destroy = true", "VOID", "removed {", "destroy = false", "force_destroy_wallets")
					if said := strings.Contains(strings.Join(out.Errors, ""), "-refresh=false"); said != (act == "replacement") {
						t.Errorf("%s: %q", act, out.Errors)
					}
				}
				if c.want == "" {
					succeed(t, tf.Destroy(), acctest.Delete)
					return
				}
				// -replace and taint are not seen by a plan, so that Delete has to ask.
				contains(t, tf.Apply(prepaid(), acctest.Replacing()).Errors, c.want)
				tf.Tainted = true
				contains(t, tf.Apply(prepaid()).Errors, c.want)
				tf.Tainted = false
				if got := e.Server.Count("DELETE", ""); got != 0 || len(living(e)) != 1 || tf.State == nil {
					t.Errorf("%d wallets were terminated, state %v", got, tf.State)
				}
				// What is only configured does not count before it is applied.
				contains(t, tf.Plan(with(other, "force_destroy", true)).Errors, c.want)
				forced := with(prepaid(), "force_destroy", true)
				succeed(t, tf.Apply(forced), acctest.Update)
				out := succeed(t, tf.Destroy(), acctest.Delete)
				contains(t, out.Warnings, strings.Replace(c.want, "would", "will", 1))
				if len(living(e)) != 0 {
					t.Error("it was not terminated")
				}
			})
		}
	}
}

func TestWallet_forceDestroyWallets(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	topUp(t, e, id(t, tf), "0", "10")
	contains(t, tf.Destroy().Errors, "would forfeit 10 credits")
	e.Block["force_destroy_wallets"] = true
	contains(t, succeed(t, tf.Plan(with(prepaid(), "currency", "EUR")), acctest.Replace).Warnings, `wallet "Prepaid" of acme in USD will forfeit 10 credits`)
	succeed(t, tf.Apply(prepaid(), acctest.Replacing()), acctest.Replace)
	topUp(t, e, id(t, tf), "10", "0")
	contains(t, succeed(t, tf.Destroy(), acctest.Delete).Warnings, "will forfeit 10 credits that are not paid yet")
}

// Between the plan and the apply the wallet is filled, or emptied.
func TestWallet_creditsArriveAfterThePlan(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	out := tf.Apply(nil, acctest.Between(func() { topUp(t, e, id(t, tf), "5", "0") }))
	contains(t, out.Errors, "would forfeit 5 credits that are not paid yet")
	if tf.State == nil || len(living(e)) != 1 {
		t.Error("it was terminated")
	}
	out = tf.Apply(with(prepaid(), "rate_amount", "2"), acctest.Between(func() {}))
	contains(t, out.Errors, "would forfeit 5 credits that are not paid yet")
}

// What cannot be told warns the plan and stops the apply.
func TestWallet_creditsUnknown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault fake.Fault
		route string
	}{
		"wallet unreadable":                 {fake.Status(503, ""), item},
		"wallet forbidden":                  {fake.Status(403, ""), item},
		"history unreadable":                {fake.Status(500, ""), history},
		"history not found":                 {fake.Status(404, ""), history},
		"a page for a wallet":               {fake.HTML(404), item},
		"history without a list":            {fake.OmitKeys("wallet_transactions", "meta"), history},
		"history cut short":                 {fake.Truncate(), history},
		"a transaction without its credits": {fake.Status(200, `{"wallet_transactions":[{"wallet_transaction_id":"t-1","transaction_status":"PURCHASED","payment_status":"PENDING","transaction_type":"INBOUND"}],"meta":{"total_count":1,"total_pages":1}}`), history},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			e.Server.Inject(c.fault, fake.On("GET", c.route), fake.Always())
			out := succeed(t, tf.Plan(nil, acctest.WithoutRefresh()), acctest.Delete)
			contains(t, out.Warnings, `Cannot tell what credits the wallet "Prepaid"`)
			out = tf.Apply(nil, acctest.WithoutRefresh())
			contains(t, out.Errors, `Cannot tell what credits the wallet "Prepaid"`, "not touched", "force_destroy")
			if tf.State == nil || e.Server.Count("DELETE", "") != 0 {
				t.Error("it was terminated all the same")
			}
			e.Block["force_destroy_wallets"] = true
			succeed(t, tf.Apply(nil, acctest.WithoutRefresh()), acctest.Delete)
			if len(living(e)) != 0 {
				t.Error("force_destroy_wallets did not help")
			}
		})
	}
}

// The requests that a check costs are made for destroys and replacements only. The one listing is
// the look-up of the new name.
func TestWallet_creditsAreAskedForWhenNeeded(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	topUp(t, e, id(t, tf), "0", "10")
	e.Server.ResetJournal()
	succeed(t, tf.Plan(prepaid()), acctest.NoOp)
	succeed(t, tf.Apply(with(prepaid(), "name", "Other")), acctest.Update)
	if got := e.Server.Count("GET", item); got != 2 || e.Server.Count("GET", history) != 0 || e.Server.Count("GET", collection) != 1 {
		t.Errorf("%v", e.Server.Journal())
	}
}

// One answer that the wallet is not found does not make its credits go away.
func TestWallet_notFoundButListed(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	topUp(t, e, id(t, tf), "0", "50")
	notFound := fake.Status(404, `{"name":"RESOURCE_NOT_FOUND","message":"not found"}`)
	e.Server.Inject(notFound, fake.On("GET", item), fake.Always())
	contains(t, tf.Apply(nil, acctest.WithoutRefresh()).Errors, "would forfeit 50 credits")
	e.Server.Inject(notFound, fake.On("DELETE", item), fake.Always())
	forced := e.Terraform(typeName)
	forced.State = tf.State
	e.Block["force_destroy_wallets"] = true
	contains(t, forced.Apply(nil, acctest.WithoutRefresh()).Errors, "Cannot terminate")
	if tf.State == nil || forced.State == nil || len(living(e)) != 1 {
		t.Error("the wallet was given up")
	}
}
