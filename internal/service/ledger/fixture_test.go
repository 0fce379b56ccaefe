package ledger_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	typeName = "mint_wallet_transaction"
	route    = "/wallets/{wallet_id}/wallet-transactions"
	anyRoute = "wallet-transactions"
)

var dec = decimal.RequireFromString

// bank is an environment with one wallet.
type bank struct {
	*acctest.Env
	wallet string
}

// newBank opens a wallet at whose rate the smallest number of credits is worth a cent, with credits
// in it that a VOID can take.
func newBank(t *testing.T) *bank {
	t.Helper()
	b := &bank{Env: acctest.New(t)}
	b.wallet = b.open(t, "1000")
	if _, err := b.PayPal.TopUpInConsole(b.wallet, decimal.Zero, dec("100")); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *bank) open(t *testing.T, rate string) string {
	t.Helper()
	w, err := b.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: acctest.Customer, Name: "Prepaid", Currency: "USD", Rate: dec(rate)})
	if err != nil {
		t.Fatal(err)
	}
	return w.ID
}

// granted is a top-up whose credits count at once.
func (b *bank) granted(changes acctest.Attrs) acctest.Attrs {
	return with(acctest.Attrs{"wallet_id": b.wallet, "reference": "order-2025/1", "type": "TOPUP", "granted_credits": "10"}, changes)
}

// bought is a top-up of both kinds, of which one waits for its payment.
func (b *bank) bought(changes acctest.Attrs) acctest.Attrs {
	return with(b.granted(acctest.Attrs{"paid_credits": "5.5"}), changes)
}

func (b *bank) voided(changes acctest.Attrs) acctest.Attrs {
	return with(acctest.Attrs{"wallet_id": b.wallet, "reference": "order-2025/1", "type": "VOID", "credits_to_void": "3"}, changes)
}

func with(config, changes acctest.Attrs) acctest.Attrs {
	config = maps.Clone(config)
	maps.Copy(config, changes)
	return config
}

// posted is what the service holds besides the stock of newBank.
func (b *bank) posted() []paypalfake.Transaction { return b.PayPal.Transactions(b.wallet)[1:] }

func (b *bank) posts() int { return b.Server.Count("POST", route) }

// settle lets every pending payment succeed.
func (b *bank) settle(t *testing.T) {
	t.Helper()
	for _, booked := range b.posted() {
		if booked.PaymentStatus == paypalfake.PaymentPending {
			if err := b.PayPal.SettlePayment(booked.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// credits checks the available credits, the stock not counted.
func (b *bank) credits(t *testing.T, want string) {
	t.Helper()
	if got := b.PayPal.Balance(b.wallet).Credits.Sub(dec("100")); !got.Equal(dec(want)) {
		t.Errorf("the service has %s credits, want %s", got, want)
	}
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

func silent(t *testing.T, texts []string) {
	t.Helper()
	if len(texts) > 0 {
		t.Errorf("unexpected: %q", texts)
	}
}

// transactions are those of an object in the state.
func transactions(t *testing.T, o *acctest.Object) []acctest.Attrs {
	t.Helper()
	if o == nil {
		t.Fatal("there is nothing in the state")
	}
	list, _ := o.Attrs()["transactions"].([]any)
	var all []acctest.Attrs
	for _, element := range list {
		attrs, ok := element.(acctest.Attrs)
		if !ok {
			t.Fatalf("%v is no transaction", element)
		}
		all = append(all, attrs)
	}
	return all
}
