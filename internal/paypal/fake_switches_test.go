package paypal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// world is a client and the service behind it.
type world struct {
	*paypal.Client
	srv     *fake.Server
	service *paypalfake.Service
}

func newWorld(t *testing.T, switches paypalfake.Switches) *world {
	t.Helper()
	srv := fake.New()
	t.Cleanup(srv.Close)
	service := paypalfake.New(srv, switches)
	service.AddCustomer("acme")
	service.AcceptClient("some-client", "some-secret")
	return &world{srv: srv, service: service, Client: connect(t, transport.Options{
		Endpoint:    srv.URL() + "/v1/commerce/billing/",
		Credentials: transport.ClientCredentials(srv.URL()+paypal.TokenPath, "some-client", "some-secret"),
		MaxRetries:  3,
		Now:         srv.Clock().Now,
	})}
}

// prepaid is a wallet at whose rate the smallest number of credits is worth a cent.
func prepaid() paypal.WalletCreate {
	return paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "usd", RateAmount: dec("1000.0"), Name: "Prepaid"}
}

func (w *world) open(t *testing.T) paypal.Wallet {
	t.Helper()
	create := prepaid()
	opened, _, err := w.Wallets.Post(t.Context(), create, create.RequestID())
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

func (w *world) post(t *testing.T, walletID string, request paypal.TransactionRequest) ([]paypal.Transaction, error) {
	t.Helper()
	return w.Transactions.Post(t.Context(), walletID, request, request.RequestID(walletID))
}

func (w *world) history(t *testing.T, walletID string) []paypal.Transaction {
	t.Helper()
	history, err := w.Transactions.List(t.Context(), walletID)
	if err != nil {
		t.Fatal(err)
	}
	return history
}

func entry(t *testing.T, reference string, asked paypal.Asked) paypal.TransactionRequest {
	t.Helper()
	request, err := paypal.NewEntry(reference, asked, nil)
	if err != nil {
		t.Fatal(err)
	}
	return request
}

// TestEverySwitch_wallet: the life of a wallet is the same whatever the service makes of the
// contract's open questions.
func TestEverySwitch_wallet(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, v.Switches)
			create := prepaid()
			create.ExpirationAt = new(w.srv.Clock().Now().AddDate(1, 0, 0).Format("2006-01-02T15:04:05Z07:00"))
			create.AppliesTo.FeeTypes = []string{"CHARGE"}
			before, err := w.Wallets.List(t.Context(), "acme")
			if err != nil || len(before) != 0 {
				t.Fatalf("wallets %v, error %v", before, err)
			}
			opened, _, err := w.Wallets.Post(t.Context(), create, create.RequestID())
			if err != nil {
				t.Fatal(err)
			}
			truth := w.truth(t, opened.ID)
			if !truth.Rate.Equal(dec("1000")) || truth.Currency != "USD" || !opened.RateAmount.Equal(truth.Rate) || opened.Status != truth.Status || *opened.Name != "Prepaid" || opened.ExpirationAt == nil {
				t.Errorf("created %+v, the service holds %+v", opened, truth)
			}
			if diff := cmp.Diff([]string{"CHARGE"}, truth.FeeTypes); diff != "" {
				t.Errorf("restricted to (-want +got):\n%s", diff)
			}
			if shown := v.Switches.Balances != paypalfake.BalancesHidden; (opened.Currency() == "USD") != shown {
				t.Errorf("currency %q, balances shown: %t", opened.Currency(), shown)
			}

			rule := paypal.RecurringRule{Trigger: "THRESHOLD", Method: "TARGET", ThresholdCredits: new(dec("0.00001")), TargetOngoingBalance: new(dec("12345678901234567.89"))}
			updated, err := w.Wallets.Put(t.Context(), opened.ID, paypal.WalletUpdate{
				Name: paypal.Set("Renamed"), FeeTypes: paypal.Clear[[]string](), RecurringRules: paypal.Set([]paypal.RecurringRule{rule}),
			})
			if err != nil {
				t.Fatal(err)
			}
			truth = w.truth(t, opened.ID)
			if truth.Name != "Renamed" || len(truth.FeeTypes) != 0 || len(truth.Rules) != 1 || *updated.Name != "Renamed" || len(updated.RecurringRules) != 1 {
				t.Fatalf("updated %+v, the service holds %+v", updated, truth)
			}
			if got := updated.RecurringRules[0]; !got.ThresholdCredits.Equal(dec("0.00001")) || !got.TargetOngoingBalance.Equal(dec("12345678901234567.89")) ||
				!truth.Rules[0].TargetOngoingBalance.Decimal.Equal(dec("12345678901234567.89")) {
				t.Errorf("rule %+v, the service holds %+v", got, truth.Rules[0])
			}

			started := truth.Rules[0].ID
			updated, err = w.Wallets.Put(t.Context(), opened.ID, paypal.WalletUpdate{ExpirationAt: paypal.Clear[string]()})
			truth = w.truth(t, opened.ID)
			switch {
			case v.Switches.Null == paypalfake.NullRefused:
				if !paypal.IsInvalid(err) {
					t.Errorf("error %v of a null refused", err)
				}
			case err != nil:
				t.Error(err)
			case (updated.ExpirationAt == nil) != truth.ExpiresAt.IsZero():
				t.Errorf("expiration %v, the service holds %s", updated.ExpirationAt, truth.ExpiresAt)
			}
			if len(truth.Rules) != 1 || truth.Rules[0].ID != started {
				t.Error("an update without rules restarted them")
			}

			if _, err := w.Wallets.Put(t.Context(), opened.ID, paypal.WalletUpdate{RecurringRules: paypal.Clear[[]paypal.RecurringRule]()}); err != nil {
				t.Fatal(err)
			}
			if rules := w.truth(t, opened.ID).Rules; len(rules) != 0 {
				t.Errorf("rules %+v were not ended", rules)
			}

			for range 2 {
				if err := w.Wallets.Terminate(t.Context(), opened.ID); err != nil && !paypal.IsNotFound(err) {
					t.Fatal(err)
				}
			}
			gone, err := w.Wallets.Get(t.Context(), opened.ID)
			if !paypal.IsNotFound(err) && (err != nil || gone.Status != paypal.WalletTerminated) {
				t.Errorf("terminated wallet %+v, error %v", gone, err)
			}
		})
	}
}

// TestEverySwitch_ledger: postings are exact and found again by name, unless the service does not
// keep the name.
func TestEverySwitch_ledger(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, v.Switches)
			walletID := w.open(t).ID
			topUp := entry(t, "order-1", both("12345678901234567.89", "0.00001"))
			answer, err := w.post(t, walletID, topUp)
			if err != nil {
				t.Fatal(err)
			}
			kept := v.Switches.Metadata == paypalfake.EchoWhole || v.Switches.Metadata == paypalfake.EchoReversed
			if topUp.Echoed(answer) != kept {
				t.Errorf("echoed: %t, metadata kept: %t", topUp.Echoed(answer), kept)
			}
			w.service.RunBackground()
			truth := w.service.Transactions(walletID)
			checkHistory(t, w.history(t, walletID), truth)

			for _, booked := range truth {
				if booked.Status == paypalfake.Purchased {
					if err := w.service.SettlePayment(booked.ID); err != nil {
						t.Fatal(err)
					}
				}
			}
			found := paypal.Named(w.history(t, walletID), "order-1")
			if v.Switches.Metadata == paypalfake.EchoNone {
				if len(found) != 0 {
					t.Errorf("found %+v without metadata", found)
				}
				return
			}
			if len(found) != 1 || len(found[0].Transactions) != len(truth) || len(found[0].Pending()) > 0 || found[0].Spent() {
				t.Fatalf("found %+v", found)
			}
			if whole := kept && len(truth) == 2; found[0].Complete() != whole {
				t.Errorf("complete: %t, the service holds %d transactions", found[0].Complete(), len(truth))
			}
			settled, err := found[0].Settled()
			if err != nil || !settled.Equal(w.service.Balance(walletID).Credits) {
				t.Errorf("settled %s, error %v; the service has %s", settled, err, w.service.Balance(walletID).Credits)
			}

			compensation, err := paypal.NewVoid("order-1", paypal.Asked{Type: paypal.Void, CreditsToVoid: settled})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.post(t, walletID, compensation); err != nil {
				t.Fatal(err)
			}
			if left := w.service.Balance(walletID).Credits; !left.IsZero() {
				t.Errorf("%s credits are left", left)
			}
			if found := paypal.Named(w.history(t, walletID), "order-1"); len(found) != 1 || !found[0].Spent() || len(found[0].Voids) != 1 {
				t.Errorf("found %+v after the compensation", found)
			}
		})
	}
}

// TestEverySwitch_longLedger: a history of many pages is whole under every way of paging.
func TestEverySwitch_longLedger(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, v.Switches)
			walletID := w.open(t).ID
			for range 230 {
				if _, err := w.service.TopUpInConsole(walletID, dec("0"), dec("1")); err != nil {
					t.Fatal(err)
				}
			}
			got := map[string]bool{}
			for _, x := range w.history(t, walletID) {
				got[x.ID] = true
			}
			for _, booked := range w.service.Transactions(walletID) {
				if !got[booked.ID] {
					t.Errorf("%s is not listed", booked.ID)
				}
			}
		})
	}
}

func TestRequestID_asTheServiceTreatsIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		switches paypalfake.Switches
		check    func(*testing.T, []paypal.Transaction, []paypal.Transaction, error)
		entries  int
	}{
		"ignored": {paypalfake.Switches{RequestID: paypalfake.RequestIDIgnored}, func(t *testing.T, first, again []paypal.Transaction, err error) {
			if err != nil || again[0].ID == first[0].ID {
				t.Errorf("answer %v, error %v", again, err)
			}
		}, 2},
		"honoured": {paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured}, func(t *testing.T, first, again []paypal.Transaction, err error) {
			if diff := cmp.Diff(first, again); err != nil || diff != "" {
				t.Errorf("error %v, answer (-first +again):\n%s", err, diff)
			}
		}, 1},
		"refused": {paypalfake.Switches{RequestID: paypalfake.RequestIDRefused}, func(t *testing.T, _, _ []paypal.Transaction, err error) {
			if !paypal.IsDuplicateRequest(err) || paypal.IsAmbiguous(err) {
				t.Errorf("error %v", err)
			}
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, c.switches)
			walletID := w.open(t).ID
			request := entry(t, "order-1", both("10", "2"))
			first, err := w.post(t, walletID, request)
			if err != nil {
				t.Fatal(err)
			}
			again, err := w.post(t, walletID, request)
			c.check(t, first, again, err)
			if found := paypal.Named(w.history(t, walletID), "order-1"); len(found) != c.entries {
				t.Errorf("found %d entries, want %d", len(found), c.entries)
			}
		})
	}
}

// TestCreateWallet_successor: a wallet that takes the name of a terminated one is a new one, also
// where the service remembers the request that made the first.
func TestCreateWallet_successor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured})
	first := w.open(t)
	if err := w.Wallets.Terminate(t.Context(), first.ID); err != nil {
		t.Fatal(err)
	}
	create := prepaid()
	second, _, err := w.Wallets.Post(t.Context(), create, create.RequestID(first.ID))
	if err != nil {
		t.Fatal(err)
	}
	if second.ID == first.ID || w.truth(t, second.ID).Status != paypalfake.Active {
		t.Errorf("the successor of %s is %s", first.ID, second.ID)
	}
}

func (w *world) truth(t *testing.T, walletID string) paypalfake.Wallet {
	t.Helper()
	held, ok := w.service.Wallet(walletID)
	if !ok {
		t.Fatalf("the service has no wallet %s", walletID)
	}
	return held
}

// checkHistory compares what the client reads with what the service holds, in whatever order.
func checkHistory(t *testing.T, history []paypal.Transaction, truth []paypalfake.Transaction) {
	t.Helper()
	read := map[string]paypal.Transaction{}
	for _, x := range history {
		read[x.ID] = x
	}
	if len(history) != len(truth) || len(read) != len(truth) {
		t.Fatalf("%d transactions were read, the service holds %d", len(history), len(truth))
	}
	for _, held := range truth {
		x := read[held.ID]
		if x.WalletID != held.WalletID || x.TransactionStatus != held.Status || x.TransactionType != held.Type || x.PaymentStatus != held.PaymentStatus ||
			x.Source != held.Source || !x.Credits.Equal(held.Credits) || !x.Amount.Value.Equal(held.Amount) || x.Amount.CurrencyCode != held.Currency {
			t.Errorf("read %+v, the service holds %+v", x, held)
		}
	}
}
