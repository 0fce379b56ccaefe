package ledger_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestEntry_lifeCycle(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.bought(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1"}})

	silent(t, succeed(t, tf.Apply(config), acctest.Create).Warnings)
	sent := b.Server.Requests("POST", route)
	if len(sent) != 1 || len(b.posted()) != 2 {
		t.Fatalf("%d requests, the service holds %+v", len(sent), b.posted())
	}
	bought, given := b.posted()[0], b.posted()[1]
	want := acctest.Attrs{
		"id": b.wallet + "/order-2025/1", "wallet_id": b.wallet, "reference": "order-2025/1", "type": "TOPUP", "paid_credits": "5.5", "granted_credits": "10", "credits_to_void": nil,
		"metadata": acctest.Attrs{"ticket": "T-1"}, "on_destroy": "retain", "transactions": []any{
			acctest.Attrs{"transaction_id": bought.ID, "transaction_status": "PURCHASED", "transaction_type": "INBOUND", "payment_status": "PENDING", "credits": "5.5", "amount": "5500", "currency": "USD",
				"created_at": "2025-06-15T12:00:00Z", "settled_at": nil, "failed_at": nil},
			acctest.Attrs{"transaction_id": given.ID, "transaction_status": "GRANTED", "transaction_type": "INBOUND", "payment_status": "SETTLED", "credits": "10", "amount": "10000", "currency": "USD",
				"created_at": "2025-06-15T12:00:00Z", "settled_at": "2025-06-15T12:00:00Z", "failed_at": nil},
		},
	}
	if diff := cmp.Diff(want, tf.State.Attrs()); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(acctest.Attrs{"wallet_id": b.wallet, "reference": "order-2025/1"}, tf.Identity()); diff != "" {
		t.Errorf("identity (-want +got):\n%s", diff)
	}
	silent(t, succeed(t, tf.Plan(config), acctest.NoOp).Warnings)
	succeed(t, tf.Plan(with(config, acctest.Attrs{"paid_credits": "5.50000", "granted_credits": "10.0"})), acctest.NoOp)

	// A payment shows up without a change.
	b.settle(t)
	succeed(t, tf.Plan(config), acctest.NoOp)
	if got := transactions(t, tf.State)[0]; got["payment_status"] != "SETTLED" || got["settled_at"] != "2025-06-15T12:00:00Z" {
		t.Errorf("the state has %v", got)
	}

	out := succeed(t, tf.Apply(with(config, acctest.Attrs{"on_destroy": "void", "paid_credits": "5.50"})), acctest.Update)
	if diff := cmp.Diff(tf.State.Attrs(), out.Planned); diff != "" {
		t.Errorf("changing on_destroy left something open (-state +plan):\n%s", diff)
	}
	if got := tf.State.Attrs()["paid_credits"]; got != "5.5" {
		t.Errorf("another spelling of what was posted is in the state: %v", got)
	}
	succeed(t, tf.Apply(config), acctest.Update)
	out = succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, `Stays in the ledger: TOPUP "order-2025/1" in wallet `+b.wallet)
	if len(b.Server.Requests("POST", route)) != 1 || len(b.posted()) != 2 || tf.State != nil {
		t.Errorf("the service holds %+v, the state %v", b.posted(), tf.State)
	}
}

// Amounts travel as they were written, to the last digit.
func TestEntry_exactAmounts(t *testing.T) {
	t.Parallel()
	for name, switches := range map[string]paypalfake.Switches{"documented": {}, "verbatim": {CreditsVerbatim: true}, "padded": {Numerals: paypalfake.NumeralsPadded}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(func(s *paypalfake.Switches) { *s = switches })
			tf := b.Terraform(typeName)
			config := b.bought(acctest.Attrs{"paid_credits": "12345678901234567.89", "granted_credits": "0.00001"})
			succeed(t, tf.Apply(config), acctest.Create)
			if got := b.posted(); got[0].Asked.String() != "12345678901234567.89" || got[1].Asked.String() != "0.00001" {
				t.Errorf("the service was asked for %s and %s", got[0].Asked, got[1].Asked)
			}
			got := transactions(t, tf.State)
			if got[0]["credits"] != "12345678901234567.89" || got[1]["credits"] != "0.00001" || got[1]["amount"] != "0.01" {
				t.Errorf("the state has %v", got)
			}
			if attrs := tf.State.Attrs(); attrs["paid_credits"] != "12345678901234567.89" || attrs["granted_credits"] != "0.00001" {
				t.Errorf("the state has %v", attrs)
			}
			succeed(t, tf.Plan(config), acctest.NoOp)
		})
	}
}

// The service counts credits again from rounded money; what was asked stays asked (contract:
// wallets, trap 8).
func TestEntry_roundedAmounts(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.wallet = b.open(t, "1.375")
	tf := b.Terraform(typeName)
	config := b.granted(acctest.Attrs{"granted_credits": "10.34567"})
	silent(t, succeed(t, tf.Apply(config), acctest.Create).Warnings)
	if got := transactions(t, tf.State)[0]; got["credits"] != "10.34909" || got["amount"] != "14.23" || tf.State.Attrs()["granted_credits"] != "10.34567" {
		t.Errorf("the state has %v", tf.State.Attrs())
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
	tf.State = nil
	if out := tf.Import(b.wallet + "/order-2025/1"); out.Failed() {
		t.Fatal(out.Errors)
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
}

func TestEntry_frozen(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.granted(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1"}})
	succeed(t, tf.Apply(config), acctest.Create)
	before := tf.State.Attrs()
	for name, change := range map[string]acctest.Attrs{
		"granted_credits": {"granted_credits": "11"},
		"paid_credits":    {"paid_credits": "1"},
		"type":            {"type": "VOID", "granted_credits": nil, "credits_to_void": "10"},
		"metadata":        {"metadata": acctest.Attrs{"ticket": "T-2"}},
		"metadata added":  {"metadata": acctest.Attrs{"ticket": "T-1", "by": "me"}},
		"no metadata":     {"metadata": nil},
	} {
		for _, action := range []func(acctest.Attrs, ...acctest.Option) acctest.Outcome{tf.Plan, tf.Apply} {
			out := action(with(config, change))
			contains(t, out.Errors, "it is already posted", `TOPUP "order-2025/1" of 10 granted credits in wallet `, "new reference", "-refresh=false")
			if t.Failed() {
				t.Fatalf("%s was not refused", name)
			}
		}
	}
	if diff := cmp.Diff(before, tf.State.Attrs()); diff != "" || b.posts() != 1 {
		t.Errorf("%d posts, state (-before +after):\n%s", b.posts(), diff)
	}
	// No metadata is no metadata, however written.
	plain := b.granted(acctest.Attrs{"reference": "order-2"})
	other := b.Terraform(typeName)
	succeed(t, other.Apply(plain), acctest.Create)
	succeed(t, other.Apply(with(plain, acctest.Attrs{"metadata": acctest.Attrs{}})), acctest.Update)
	succeed(t, other.Apply(plain), acctest.Update)
	if b.posts() != 2 {
		t.Errorf("%d posts", b.posts())
	}
}

// A new reference is new money, and the plan says so.
func TestEntry_newReference(t *testing.T) {
	t.Parallel()
	for onDestroy, want := range map[string]struct{ warning, credits string }{
		"retain": {`Stays in the ledger: TOPUP "order-2025/1" in wallet `, "17"},
		"void":   {`10 credits will be voided: TOPUP "order-2025/1"`, "7"},
	} {
		t.Run(onDestroy, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			tf := b.Terraform(typeName)
			succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": onDestroy})), acctest.Create)
			next := b.granted(acctest.Attrs{"reference": "order-2", "granted_credits": "7", "on_destroy": onDestroy})
			out := succeed(t, tf.Plan(next), acctest.Replace)
			contains(t, out.Warnings, `New credits will be posted: 7 granted credits by TOPUP "order-2"`, "in addition to", want.warning)
			contains(t, tf.Plan(next, acctest.WithoutRefresh()).Errors, "plan again")
			succeed(t, tf.Apply(next), acctest.Replace)
			b.credits(t, want.credits)
			succeed(t, tf.Plan(next), acctest.NoOp)
		})
	}
	t.Run("another wallet", func(t *testing.T) {
		t.Parallel()
		b := newBank(t)
		tf := b.Terraform(typeName)
		succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
		other := b.open(t, "1")
		out := succeed(t, tf.Apply(b.granted(acctest.Attrs{"wallet_id": other})), acctest.Replace)
		contains(t, out.Warnings, "New credits will be posted", other, "Stays in the ledger", b.wallet)
		b.credits(t, "10")
		if got := b.PayPal.Balance(other).Credits; !got.Equal(dec("10")) {
			t.Errorf("%s credits in the other wallet", got)
		}
	})
}

// What is known only after apply never posts anything by itself.
func TestEntry_unknown(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.granted(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1"}})
	everything := acctest.Attrs{
		"wallet_id": acctest.Unknown, "reference": acctest.Unknown, "type": acctest.Unknown, "granted_credits": acctest.Unknown, "paid_credits": acctest.Unknown,
		"credits_to_void": acctest.Unknown, "metadata": acctest.Unknown, "on_destroy": acctest.Unknown,
	}
	resolved := with(config, acctest.Attrs{"on_destroy": "retain"})
	silent(t, succeed(t, tf.Apply(everything, acctest.Resolving(resolved)), acctest.Create).Warnings)

	b.Server.ResetJournal()
	for name := range everything {
		unknown := with(config, acctest.Attrs{name: acctest.Unknown})
		silent(t, succeed(t, tf.Apply(unknown, acctest.Resolving(with(config, acctest.Attrs{"on_destroy": "retain"}))), acctest.Update).Warnings)
	}
	ticket := with(config, acctest.Attrs{"metadata": acctest.Attrs{"ticket": acctest.Unknown}})
	silent(t, tf.Apply(ticket, acctest.Resolving(config)).Errors)
	for name, other := range map[string]any{"wallet_id": b.open(t, "1"), "reference": "order-2"} {
		out := tf.Apply(with(config, acctest.Attrs{name: acctest.Unknown}), acctest.Resolving(with(config, acctest.Attrs{name: other})))
		contains(t, out.Errors, "plan again")
	}
	for name, other := range map[string]any{"granted_credits": "11", "metadata": acctest.Attrs{"ticket": "T-2"}, "paid_credits": "1"} {
		out := tf.Apply(with(config, acctest.Attrs{name: acctest.Unknown}), acctest.Resolving(with(config, acctest.Attrs{name: other})))
		contains(t, out.Errors, "it is already posted")
	}
	// While it is not known which posting this is, other amounts may be those of a new one.
	for _, name := range []string{"wallet_id", "reference"} {
		config := b.granted(acctest.Attrs{"granted_credits": "11", "metadata": acctest.Attrs{"ticket": "T-1"}})
		unknown := with(config, acctest.Attrs{name: acctest.Unknown})
		silent(t, succeed(t, tf.Plan(unknown), acctest.Update).Warnings)
		contains(t, tf.Apply(unknown, acctest.Resolving(config)).Errors, "it is already posted")
	}
	if got := b.posts(); got > 0 {
		t.Errorf("%d were posted", got)
	}

	b.Block["paypal"] = acctest.Unknown
	fresh := b.Terraform(typeName)
	fresh.State = tf.State
	contains(t, succeed(t, fresh.Plan(resolved), acctest.NoOp).Warnings, "paypal")
	contains(t, b.Terraform(typeName).Import("a/b").Errors, "paypal")
}

// The service cannot delete a transaction, so one that it does not find is kept.
func TestEntry_neverDropped(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.bought(nil)
	succeed(t, tf.Apply(config), acctest.Create)
	before := tf.State.Attrs()
	if err := b.PayPal.PurgeWallet(b.wallet); err != nil {
		t.Fatal(err)
	}
	out := succeed(t, tf.Plan(config), acctest.NoOp)
	contains(t, out.Warnings, `Not found: TOPUP "order-2025/1" in wallet `, "destroy = false")
	if diff := cmp.Diff(before, tf.State.Attrs()); diff != "" {
		t.Errorf("state (-before +after):\n%s", diff)
	}
	b.Server.Inject(fake.Status(500, ""), fake.On("GET", anyRoute), fake.Always())
	contains(t, tf.Plan(config).Errors, "Cannot read the TOPUP", "Apply again later")
	if diff := cmp.Diff(before, tf.State.Attrs()); diff != "" {
		t.Errorf("state (-before +after):\n%s", diff)
	}
}

// One half of a top-up that is not in sight is waited for, reported and never posted; when it comes
// into sight it is in the state.
func TestEntry_halfSeen(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.PayPal.Switch(func(s *paypalfake.Switches) { s.Pair, s.BackgroundAfter = paypalfake.PairGrantLate, 1000 })
	tf := b.Terraform(typeName)
	config := b.bought(nil)
	out := succeed(t, tf.Apply(config), acctest.Create)
	contains(t, out.Warnings, `Only part was found: TOPUP "order-2025/1" in wallet `)
	if got := transactions(t, tf.State); len(got) != 1 {
		t.Fatalf("the state has %v", got)
	}
	succeed(t, tf.Plan(config), acctest.NoOp)
	b.PayPal.RunBackground()
	succeed(t, tf.Plan(config), acctest.NoOp)
	if got := transactions(t, tf.State); len(got) != 2 || got[0]["transaction_status"] != "PURCHASED" || got[1]["transaction_status"] != "GRANTED" {
		t.Errorf("the state has %v", got)
	}
	if b.posts() != 1 {
		t.Errorf("%d were posted", b.posts())
	}
}

func TestEntry_wrongAccount(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*bank){
		"client id": func(b *bank) {
			b.PayPal.AcceptClient("other-client", "other-secret")
			block, _ := b.Block["paypal"].(acctest.Attrs)
			block["client_id"], block["client_secret"] = "other-client", "other-secret"
			b.Server.Inject(fake.Status(404, ""), fake.On("GET", "/wallet-transactions/{"), fake.Always())
		},
		"endpoint": func(b *bank) {
			block, _ := b.Block["paypal"].(acctest.Attrs)
			block["endpoint"] = "https://paypal.example.com"
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			tf := b.Terraform(typeName)
			config := b.granted(acctest.Attrs{"on_destroy": "void"})
			succeed(t, tf.Apply(config), acctest.Create)
			imported := b.Terraform(typeName)
			if out := imported.Import(b.wallet + "/order-2025/1"); out.Failed() {
				t.Fatal(out.Errors)
			}
			change(b)
			b.Server.ResetJournal()
			for _, tf := range []*acctest.Terraform{tf, imported} {
				for what, out := range map[string]acctest.Outcome{
					"refresh": tf.Refresh(),
					"update":  tf.Apply(with(config, acctest.Attrs{"on_destroy": acctest.Unknown}), acctest.WithoutRefresh(), acctest.Resolving(config)),
					"destroy": tf.Apply(nil, acctest.WithoutRefresh()),
				} {
					contains(t, out.Errors, "belongs to another account")
					if tf.State == nil {
						t.Errorf("%s removed the state", what)
					}
				}
			}
			for _, sent := range b.Server.Journal() {
				if name == "endpoint" || sent.Method != "GET" && !strings.HasSuffix(sent.Path, "/oauth2/token") {
					t.Errorf("the other account was asked: %v", sent)
				}
			}
		})
	}
}

// TestEntry_timestampInTheReference: a reference that is another one in each apply can never be
// planned, and the error says what to write instead.
func TestEntry_timestampInTheReference(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
	out := tf.Apply(b.granted(acctest.Attrs{"reference": acctest.Unknown}), acctest.Resolving(b.granted(acctest.Attrs{"reference": "2025-06-15T12:00:01Z"})))
	contains(t, out.Errors, "reference: ", "plan again", "plantimestamp()", "fixed text")
	if got := b.posts(); got != 1 {
		t.Errorf("%d were posted", got)
	}
}

// TestEntry_amountsAreNotInWarnings: amounts may be sensitive, and Terraform does not mask what a
// provider says. Only what is about money that moves names them.
func TestEntry_amountsAreNotInWarnings(t *testing.T) {
	t.Parallel()
	const amount = "12345.678"
	b := newBank(t)
	config := b.granted(acctest.Attrs{"granted_credits": amount})
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(config), acctest.Create)
	other := b.Terraform(typeName)
	outcomes := []acctest.Outcome{
		succeed(t, other.Apply(config), acctest.Create), // adopted
		succeed(t, other.Destroy(), acctest.Delete),     // stays in the ledger
	}
	b.Server.Inject(fake.Status(404, ""), fake.On("GET", "/wallet-transactions/{"), fake.Always())
	outcomes = append(outcomes, tf.Refresh()) // not found
	for _, out := range outcomes {
		if text := strings.Join(out.Warnings, " "); text == "" || strings.Contains(text, amount) {
			t.Errorf("warnings %q", out.Warnings)
		}
	}
}

// TestEntry_rotatedClient: another REST app of the same merchant sees the same transactions, and is
// recorded with the entry.
func TestEntry_rotatedClient(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
	b.PayPal.AcceptClient("rotated", "secret")
	block, _ := b.Block["paypal"].(acctest.Attrs)
	block["client_id"], block["client_secret"] = "rotated", "secret"
	contains(t, succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Update).Warnings, "client id of the account changed", "rotated")
	silent(t, succeed(t, tf.Plan(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.NoOp).Warnings)
	succeed(t, tf.Destroy(), acctest.Delete)
	b.credits(t, "0")
}

func TestEntry_otherCredentialsOfTheSameAccount(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.granted(nil)), acctest.Create)
	b.PayPal.Auth().AcceptBearer("some-token")
	block, _ := b.Block["paypal"].(acctest.Attrs)
	b.Block["paypal"] = acctest.Attrs{"endpoint": block["endpoint"], "access_token": "some-token"}
	fresh := b.Terraform(typeName)
	fresh.State = tf.State
	succeed(t, fresh.Plan(b.granted(nil)), acctest.NoOp)
}
