package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

// lookUps make known what stands beside the resources.
const lookUps = `
data "mint_wallets" "acme" {
  external_customer_id = "acme"
}

data "mint_developer_credit_limits" "dev" {
  developer_id = "dev@example.com"
}

data "mint_supported_currencies" "all" {}
`

// world is a configuration that changes at random, by the addresses of its blocks.
type world struct {
	random *rand.Rand
	blocks map[string]string
	// wallets are the names of the wallets' entries.
	wallets map[string][]string
	serial  int
}

// credits are numbers that no rate of the wallets turns into fractions of a cent.
func (w *world) credits() decimal.Decimal { return decimal.New(8*(1+w.random.Int64N(5000)), -1) }

// cents is an amount of money.
func (w *world) cents() decimal.Decimal { return decimal.New(w.random.Int64N(1000000), -2) }

func (w *world) one(of ...string) string { return of[w.random.IntN(len(of))] }

func (w *world) maybe() bool { return w.random.IntN(2) == 0 }

func (w *world) removeWallet(name string) {
	for _, entry := range w.wallets[name] {
		delete(w.blocks, entry)
	}
	delete(w.blocks, name)
	delete(w.wallets, name)
}

// change adds, changes and removes blocks.
func (w *world) change() {
	for i, rate := range []string{"1.25", "2", "1"} {
		name := fmt.Sprint("mint_wallet.w", i)
		_, exists := w.blocks[name]
		switch {
		case exists && w.random.IntN(4) == 0:
			w.removeWallet(name)
		case !exists && w.random.IntN(4) > 0:
			w.blocks[name] = fmt.Sprintf("resource \"mint_wallet\" \"w%d\" {\n external_customer_id = \"acme\"\n name = \"W%d\"\n currency = %q\n rate_amount = %q\n force_destroy = true\n}\n", i, i, []string{"USD", "EUR", "USD"}[i], rate)
			w.wallets[name] = nil
		}
	}
	for _, wallet := range slices.Sorted(maps.Keys(w.wallets)) {
		if entries := w.wallets[wallet]; len(entries) > 0 && w.maybe() {
			delete(w.blocks, entries[0])
			w.wallets[wallet] = entries[1:]
		}
		for range w.random.IntN(3) {
			w.serial++
			entry := fmt.Sprint("mint_wallet_transaction.e", w.serial)
			text := fmt.Sprintf("resource \"mint_wallet_transaction\" \"e%d\" {\n wallet_id = %s.id\n reference = \"e%d\"\n type = \"TOPUP\"\n granted_credits = %q\n on_destroy = %q\n", w.serial, wallet, w.serial, w.credits(), w.one("void", "retain"))
			if w.maybe() {
				text += fmt.Sprintf(" paid_credits = %q\n", w.credits())
			}
			w.blocks[entry] = text + "}\n"
			w.wallets[wallet] = append(w.wallets[wallet], entry)
		}
	}
	for _, currency := range []string{"USD", "EUR"} {
		name := "limit " + currency
		delete(w.blocks, name)
		if w.random.IntN(4) > 0 {
			w.blocks[name] = fmt.Sprintf("resource \"mint_developer_credit_limit\" %q {\n developer_id = \"dev@example.com\"\n currency = %q\n amount = %q\n on_destroy = %q\n}\n", currency, currency, w.cents(), w.one("zero", "retain"))
		}
	}
	delete(w.blocks, "currency")
	if w.random.IntN(4) > 0 {
		w.blocks["currency"] = fmt.Sprintf("resource \"mint_supported_currency\" \"gbp\" {\n code = \"GBP\"\n display_name = \"x\"\n description = \"x\"\n credit_limit = %q\n}\n", w.cents())
	}
	for i := range 2 {
		name := fmt.Sprint("adjustment ", i)
		delete(w.blocks, name)
		if w.random.IntN(4) > 0 {
			w.blocks[name] = fmt.Sprintf("resource \"mint_billing_adjustment\" \"a%d\" {\n name = \"A%d\"\n adjustment_percentage_factor = %q\n billing_month = 4\n billing_year = 2025\n}\n", i, i, decimal.New(w.random.Int64N(20000)-10000, -2))
		}
	}
}

func (w *world) configuration() string {
	text := lookUps
	for _, name := range slices.Sorted(maps.Keys(w.blocks)) {
		text += w.blocks[name]
	}
	return text
}

// Whatever is planned, the sums of the review are what apply then moves.
func TestProperty_sumsAreWhatApplyMoves(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	p := newProject(t, e)
	w := &world{random: rand.New(rand.NewPCG(20261129, 1)), blocks: map[string]string{}, wallets: map[string][]string{}}
	measures := map[string]bool{}
	for round := range 5 {
		w.change()
		configuration := w.configuration()
		shown := p.plan(configuration)
		before := truth(e)
		p.w.Succeed("apply", "-no-color", "saved")
		moved := truth(e).moves(before)
		if diff := cmp.Diff(announced(t, parse(t, shown)), moved); diff != "" {
			t.Errorf("round %d: apply moved something else (-announced +moved):\n%s\nThe configuration:\n%s", round, diff, configuration)
		}
		for key := range moved {
			measure, _, _ := strings.Cut(key, " ")
			measures[measure] = true
		}
		for _, wallet := range e.PayPal.Wallets(acctest.Customer) {
			for _, x := range e.PayPal.Transactions(wallet.ID) {
				if x.PaymentStatus == "PENDING" && wallet.Status == "ACTIVE" {
					if err := e.PayPal.SettlePayment(x.ID); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	for _, measure := range []string{creditsPaid, creditsGranted, creditsVoided, creditsForfeited, creditLimit, defaultLimit, adjustment} {
		if !measures[measure] {
			t.Errorf("no plan moved %s: the test shows little", measure)
		}
	}
}
