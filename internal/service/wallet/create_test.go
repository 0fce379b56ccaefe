package wallet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// faults are the ways in which a request goes wrong. Those that decide nothing about the effect are
// used after it too.
func faults() map[string]fake.Fault {
	return map[string]fake.Fault{
		"500":                     fake.Status(500, ""),
		"503":                     fake.Status(503, ""),
		"503 after the effect":    fake.AfterEffect(fake.Status(503, "")),
		"429":                     fake.TooManyRequests(""),
		"429 with a pause":        fake.TooManyRequests("7"),
		"dropped before":          fake.DropBefore(),
		"dropped after":           fake.DropAfter(),
		"committed late":          fake.CommitLate(2, fake.DropBefore()),
		"committed late with 503": fake.CommitLate(1, fake.Status(503, "")),
		"cut short":               fake.Truncate(),
		"a page 502":              fake.HTML(502),
		"a page 200":              fake.AfterEffect(fake.HTML(200)),
		"redirected":              fake.Redirect(307, "/elsewhere"),
		"without id and status":   fake.OmitKeys("id", "status"),
		"lost token":              fake.LoseTokens(),
	}
}

// Whatever goes wrong in a create, on whichever request, once or for the whole run: applying again
// until it is clean leaves one wallet, the one in the state, which nothing has tainted.
func TestWallet_createFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range faults() {
		for _, method := range []string{"GET", "POST"} {
			for _, times := range []int{1, 1000} {
				t.Run(fmt.Sprintf("%s on %s, %d", name, method, times), func(t *testing.T) {
					t.Parallel()
					e := acctest.New(t)
					tf := e.Terraform(typeName)
					e.Server.Inject(fault, fake.On(method, collection), fake.Times(times))
					out := tf.Apply(full())
					if tf.Tainted || out.Failed() != (tf.State == nil) {
						t.Errorf("tainted %t, state %v, errors %q", tf.Tainted, tf.State, out.Errors)
					}
					if got := len(living(e)); got > 1 || tf.State != nil && (got != 1 || living(e)[0].ID != id(t, tf)) {
						t.Errorf("%d wallets, state %v", got, tf.State)
					}
					if posted := e.Server.Count("POST", collection); method == "GET" && len(living(e)) == 0 && posted != 0 {
						t.Errorf("%d posts without a look-up", posted)
					}

					e.Server.ClearFaults()
					for range 2 {
						if out = tf.Apply(full()); !out.Failed() {
							break
						}
					}
					if out.Failed() || tf.Tainted || len(living(e)) != 1 || living(e)[0].ID != id(t, tf) {
						t.Fatalf("applied again: errors %q, living %+v", out.Errors, living(e))
					}
					succeed(t, tf.Plan(full()), acctest.NoOp)
				})
			}
		}
	}
}

// What exists under the name and is not the wallet asked for is not touched.
func TestWallet_nameIsTaken(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config acctest.Attrs
		want   string
	}{
		"rate":       {with(prepaid(), "rate_amount", "2"), "rate_amount is 1.5, not 2"},
		"expiration": {with(prepaid(), "expiration_at", "2031-01-01T00:00:00Z"), "expiration_at is none"},
		"fee types":  {with(prepaid(), "applies_to", acctest.Attrs{"fee_types": []any{"CHARGE"}}), "fee_types are all, not CHARGE"},
		"rules":      {with(prepaid(), "recurring_transaction_rules", []any{monthly()}), "0 recurring_transaction_rules, not 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			opened, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: dec("1.5")})
			if err != nil {
				t.Fatal(err)
			}
			tf := e.Terraform(typeName)
			contains(t, tf.Apply(c.config).Errors, "name: Cannot create wallet", "it already exists", c.want, "import {", opened.ID, "create_before_destroy")
			if tf.State != nil || e.Server.Count("POST", collection) != 0 {
				t.Errorf("state %v, %v", tf.State, e.Server.Journal())
			}
			// The same name in another currency or of another customer is another wallet.
			succeed(t, tf.Apply(with(c.config, "currency", "EUR")), acctest.Create)
		})
	}
}

func TestWallet_serviceRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config   acctest.Attrs
		switches paypalfake.Switches
		want     []string
	}{
		"no such customer":         {with(prepaid(), "external_customer_id", "nobody"), paypalfake.Switches{}, []string{"CUSTOMER_NOT_FOUND", "Check that the customer exists"}},
		"no such customer, listed": {with(prepaid(), "external_customer_id", "nobody"), paypalfake.Switches{UnknownCustomerListsEmpty: true, RuleAnswer: paypalfake.RuleInvalid}, []string{"CUSTOMER_NOT_FOUND"}},
		"no room":                  {prepaid(), paypalfake.Switches{WalletLimit: 1, RuleAnswer: paypalfake.RuleConflict}, []string{"WALLET_LIMIT_REACHED", "may have another wallet"}},
		"past":                     {with(prepaid(), "expiration_at", "2020-01-01T00:00:00Z"), paypalfake.Switches{}, []string{"INVALID_DATE", "dates are in the future"}},
		"not enabled":              {prepaid(), paypalfake.Switches{NotEnabled: true}, []string{"NOT_AUTHORIZED", "not allowed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			if _, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Other", Currency: "USD", Rate: dec("1")}); err != nil {
				t.Fatal(err)
			}
			e.PayPal.Switch(func(s *paypalfake.Switches) { *s = c.switches })
			tf := e.Terraform(typeName)
			out := tf.Apply(c.config)
			contains(t, out.Errors, c.want...)
			if tf.State != nil || len(living(e)) != 1 {
				t.Error("a refused wallet is in state")
			}
		})
	}
}

// An answer that differs from what was asked is no reason to taint a wallet that exists: it is
// said, and the next plan shows it.
func TestWallet_answerDiffers(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	e.Server.Inject(fake.Hook(func() {}), fake.On("POST", collection))
	e.Server.Inject(fake.Rewrite("otherwise", func(r fake.Response) fake.Response {
		r.Body = []byte(strings.NewReplacer(`"1.5"`, `"2.5"`, `"Prepaid"`, `"PREPAID"`).Replace(string(r.Body)))
		return r
	}), fake.On("", "/wallets"), fake.Times(2), fake.Skip(1))
	out := succeed(t, tf.Apply(prepaid()), acctest.Create)
	contains(t, out.Warnings, "is not as asked", "rate_amount is 2.5, not 1.5", "cannot be found by its name")
	if tf.Tainted || len(living(e)) != 1 {
		t.Error("the wallet is tainted")
	}
}

// One Ctrl-C while the POST is under way: the wallet is in the state afterwards.
func TestWallet_interrupted(t *testing.T) {
	t.Parallel()
	for name, when := range map[string]fake.Commit{"committed": fake.CommitFirst, "not committed yet": fake.CommitLast} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			slow := e.Server.Inject(fake.Slow(when), fake.On("POST", collection))
			out := tf.Apply(prepaid(), acctest.Stopping(func(stop func()) {
				go func() {
					<-slow.Arrived()
					stop()
					slow.Release()
				}()
			}))
			if now := living(e); out.Failed() || len(now) != 1 || now[0].ID != id(t, tf) {
				t.Errorf("errors %q, living %+v", out.Errors, now)
			}
		})
	}
}

// A list that is behind hides what was made; within one run that is waited out.
func TestWallet_laggingList(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	e.Server.Inject(fake.Lag(3), fake.On("GET", collection), fake.Always())
	e.Server.Inject(fake.DropAfter(), fake.On("POST", collection))
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	succeed(t, tf.Apply(prepaid(), acctest.Replacing()), acctest.Replace)
	if now := living(e); len(now) != 1 || now[0].ID != id(t, tf) || e.Server.Count("POST", collection) != 2 {
		t.Errorf("living are %+v", now)
	}
}
