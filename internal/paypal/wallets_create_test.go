package paypal_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// run is a client as one process has it: what it knows ends with it. Its time passes by being
// waited for.
func (w *world) run(t *testing.T) *paypal.Client {
	t.Helper()
	var mu sync.Mutex
	now := w.srv.Clock().Now()
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	wait := func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(d)
		return ctx.Err()
	}
	sender, err := paypal.NewTransport(transport.Options{
		Endpoint: w.srv.URL(), MaxRetries: 3, Now: clock, Wait: wait,
		Credentials: transport.ClientCredentials(w.srv.URL()+paypal.TokenPath, "some-client", "some-secret"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return paypal.New(sender, paypal.WithSettling(paypal.Settling{Timeout: 30 * time.Second, Now: clock, Wait: wait}))
}

func (w *world) posts() int { return w.srv.Count("POST", "/wallets$") }

// living are the wallets that the service holds and that are not terminated.
func (w *world) living() []paypalfake.Wallet {
	return slices.DeleteFunc(w.service.Wallets("acme"), func(x paypalfake.Wallet) bool { return x.Status == paypalfake.Terminated })
}

func mustMake(t *testing.T, c *paypal.Client, create paypal.WalletCreate, want once.Outcome) paypal.Wallet {
	t.Helper()
	result, err := c.Wallets.Create(t.Context(), create)
	if err != nil || result.Outcome != want || result.Unmarked || result.Incomplete {
		t.Fatalf("result %+v, error %v, want outcome %d", result, err, want)
	}
	return result.Object
}

func ref(w paypal.Wallet, create paypal.WalletCreate) paypal.WalletRef {
	return paypal.WalletRef{ID: w.ID, ExternalCustomerID: create.ExternalCustomerID, Currency: create.Currency, Name: create.Name}
}

func threshold(paid string) paypal.RecurringRule {
	return paypal.RecurringRule{Trigger: "THRESHOLD", Method: "FIXED", ThresholdCredits: new(dec("10")), PaidCredits: new(dec(paid))}
}

// TestMakeWallet_everySwitch: a wallet is posted once; the next run finds it, tells another one
// from it, and makes a successor when it is terminated.
func TestMakeWallet_everySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, v.Switches)
			create := prepaid()
			create.ExpirationAt = new(w.srv.Clock().Now().AddDate(1, 0, 0).Format(time.RFC3339))
			create.RecurringRules = []paypal.RecurringRule{threshold("5")}
			first := w.run(t)
			made := mustMake(t, first, create, once.Posted)
			if got := w.living(); len(got) != 1 || got[0].ID != made.ID || got[0].Currency != "USD" {
				t.Fatalf("the service holds %+v", got)
			}
			if _, err := first.Wallets.Create(t.Context(), create); !errors.Is(err, once.ErrClaimed) {
				t.Errorf("declared twice: %v", err)
			}

			next := w.run(t)
			if v.Switches.Balances == paypalfake.BalancesHidden {
				_, err := next.Wallets.Create(t.Context(), create)
				if err == nil || !strings.Contains(err.Error(), "currency") || !strings.Contains(err.Error(), made.ID) || w.posts() != 1 {
					t.Errorf("error %v after %d posts", err, w.posts())
				}
			} else {
				if again := mustMake(t, next, create, once.Adopted); again.ID != made.ID {
					t.Errorf("adopted %s, not %s", again.ID, made.ID)
				}
				if _, ok := next.Wallets.Leave(ref(made, create)); ok {
					t.Error("an adopted wallet may be terminated by whom it belonged to")
				}
				if _, err := next.Wallets.Update(t.Context(), ref(made, create), paypal.WalletUpdate{Name: paypal.Set("X")}); !errors.Is(err, paypal.ErrAdopted) {
					t.Errorf("an adopted wallet was changed: %v", err)
				}
				other := create
				other.RateAmount = dec("2000")
				_, err := w.run(t).Wallets.Create(t.Context(), other)
				if !isWalletTaken(err) || !strings.Contains(err.Error(), "rate_amount is 1000, not 2000") || w.posts() != 1 {
					t.Errorf("another rate: %v, %d posts", err, w.posts())
				}
			}
			for _, other := range []paypal.WalletCreate{
				{ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1"), Name: "prepaid"},
				{ExternalCustomerID: "globex", Currency: "USD", RateAmount: dec("1"), Name: "Prepaid"},
			} {
				w.service.AddCustomer("globex")
				mustMake(t, next, other, once.Posted)
			}

			// Terminated by this very run, and by one that is over.
			for _, c := range []*paypal.Client{first, w.run(t)} {
				before := w.living()
				if err := c.Wallets.Delete(t.Context(), ref(made, create)); err != nil {
					t.Fatal(err)
				}
				successor := mustMake(t, c, create, once.Posted)
				if successor.ID == made.ID || len(w.living()) != len(before) {
					t.Errorf("the successor of %s is %s, living %+v", made.ID, successor.ID, w.living())
				}
				made = successor
			}
		})
	}
}

// TestMakeWallet_currencies: wallets of one name in two currencies are two wallets, also where
// lists do not show which is which; where nothing does, a wallet is refused and not posted.
func TestMakeWallet_currencies(t *testing.T) {
	t.Parallel()
	for _, balances := range []paypalfake.Balances{paypalfake.BalancesShown, paypalfake.BalancesNotListed, paypalfake.BalancesHidden} {
		t.Run(fmt.Sprint(balances), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{Balances: balances})
			open := func(name, currency string) string {
				opened, err := w.service.OpenWalletInConsole(paypalfake.Wallet{CustomerID: "acme", Name: name, Currency: currency, Rate: dec("1000")})
				if err != nil {
					t.Fatal(err)
				}
				return opened.ID
			}
			open("Prepaid", "EUR")
			terminated, nameless := open("Prepaid", "USD"), open("", "USD")
			if err := w.service.TerminateInConsole(terminated); err != nil {
				t.Fatal(err)
			}
			c := w.run(t)
			if balances == paypalfake.BalancesHidden {
				_, err := c.Wallets.Create(t.Context(), prepaid())
				if err == nil || !strings.Contains(err.Error(), "currency") || isWalletTaken(err) || w.posts() != 0 {
					t.Errorf("error %v, %d posts", err, w.posts())
				}
				return
			}
			made := mustMake(t, c, prepaid(), once.Posted)
			if held := w.truth(t, made.ID); held.Currency != "USD" || len(w.living()) != 3 {
				t.Errorf("made %+v", held)
			}
			other := prepaid()
			other.Currency = "jpy"
			mustMake(t, c, other, once.Posted)
			wants := map[paypalfake.Balances]int{paypalfake.BalancesShown: 0, paypalfake.BalancesNotListed: 2}[balances]
			if got := w.srv.Count("GET", "/wallets/{"); got != wants {
				t.Errorf("%d wallets were read for their currency, want %d; the nameless %s and the terminated %s need none", got, wants, nameless, terminated)
			}
		})
	}
}

func TestMakeWallet_refusals(t *testing.T) {
	t.Parallel()
	t.Run("a status of the future", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{})
		w.open(t)
		w.srv.Inject(fake.Rewrite("frozen", func(r fake.Response) fake.Response {
			r.Body = []byte(strings.ReplaceAll(string(r.Body), "ACTIVE", "FROZEN"))
			return r
		}), fake.On("GET", "/wallets$"))
		_, err := w.run(t).Wallets.Create(t.Context(), prepaid())
		if err == nil || !strings.Contains(err.Error(), "FROZEN") || w.posts() != 1 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	})
	t.Run("a wallet listed without an id", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{})
		w.srv.Inject(fake.Status(200, `{"wallets":[`+wallet(`"name":"Prepaid"`)+`],"metadata":{"total_count":1,"total_pages":1,"current_page":1}}`), fake.On("GET", "/wallets$"))
		_, err := w.run(t).Wallets.Create(t.Context(), prepaid())
		if err == nil || !strings.Contains(err.Error(), "without an id") || w.posts() != 0 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	})
	t.Run("two of them", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{})
		w.open(t)
		w.open(t)
		_, err := w.run(t).Wallets.Create(t.Context(), prepaid())
		if conflict, ok := errors.AsType[*once.ConflictError](err); !ok || len(conflict.Found) != 2 || w.posts() != 2 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	})
	t.Run("an unknown customer", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{})
		create := prepaid()
		create.ExternalCustomerID = "nobody"
		_, err := w.run(t).Wallets.Create(t.Context(), create)
		if !paypal.IsInvalid(err) || !strings.Contains(err.Error(), "CUSTOMER_NOT_FOUND") || isWalletTaken(err) {
			t.Errorf("error %v", err)
		}
	})
	t.Run("a list that cannot be read", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{})
		w.srv.Inject(fake.HTML(404), fake.On("GET", "/wallets$"), fake.Always())
		if _, err := w.run(t).Wallets.Create(t.Context(), prepaid()); err == nil || w.posts() != 0 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	})
	t.Run("a candidate that cannot be read", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{Balances: paypalfake.BalancesNotListed})
		w.open(t)
		w.srv.Inject(fake.Status(503, ""), fake.On("GET", "/wallets/{"), fake.Always())
		if _, err := w.run(t).Wallets.Create(t.Context(), prepaid()); err == nil || w.posts() != 1 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	})
	t.Run("a candidate that is listed but not found", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t, paypalfake.Switches{Balances: paypalfake.BalancesNotListed})
		w.open(t)
		w.srv.Inject(fake.Status(404, ""), fake.On("GET", "/wallets/{"), fake.Always())
		if _, err := w.run(t).Wallets.Create(t.Context(), prepaid()); err == nil || w.posts() != 1 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	})
}

// TestMakeWallet_faults: whatever becomes of a POST, and however often the run is repeated, there
// is one wallet.
func TestMakeWallet_faults(t *testing.T) {
	t.Parallel()
	faults := postFaults()
	faults = append(faults,
		postFault{name: "committed late", fault: fake.CommitLate(2, fake.DropBefore())},
		postFault{name: "replayed as terminated", fault: fake.AfterEffect(fake.Status(200, strings.Replace(wallet(`"id":"w-0"`), "PENDING", "TERMINATED", 1)))},
		postFault{name: "refused as a repetition", fault: fake.AfterEffect(fake.Status(400, `{"name":"DUPLICATE_REQUEST_ID","message":"m","debug_id":"d"}`))},
		postFault{name: "conflict with the first", fault: fake.AfterEffect(fake.Status(409, `{"name":"RESOURCE_CONFLICT","message":"m","debug_id":"d"}`))},
	)
	for _, f := range faults {
		for _, ids := range []paypalfake.RequestID{paypalfake.RequestIDIgnored, paypalfake.RequestIDHonoured, paypalfake.RequestIDRefused} {
			t.Run(fmt.Sprintf("%s, ids %d", f.name, ids), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, paypalfake.Switches{RequestID: ids})
				w.srv.Inject(f.fault, fake.On("POST", "/wallets$"))
				c := w.run(t)
				result, err := c.Wallets.Create(t.Context(), prepaid())
				if got := len(w.living()); got > 1 || err == nil && got != 1 {
					t.Fatalf("%d wallets, error %v", got, err)
				}
				if err == nil && result.Object.ID != w.living()[0].ID {
					t.Errorf("it is %s, the service holds %s", result.Object.ID, w.living()[0].ID)
				}
				posted := w.posts()
				if _, ok := errors.AsType[*once.UnsettledError](err); ok {
					if _, err := c.Wallets.Create(t.Context(), prepaid()); err == nil || w.posts() != posted {
						t.Errorf("an unsettled wallet was posted again in the same run: %v", err)
					}
				}
				again, err := w.run(t).Wallets.Create(t.Context(), prepaid())
				if err != nil || len(w.living()) != 1 || again.Object.ID != w.living()[0].ID {
					t.Errorf("the next run: %+v, error %v, %d wallets", again, err, len(w.living()))
				}
			})
		}
	}
}

// TestMakeWallet_listFaults: a look-up that fails posts nothing, and one that lags is waited out
// after a lost answer.
func TestMakeWallet_listFaults(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]fake.Fault{
		"500": fake.Status(500, ""), "503": fake.Status(503, ""), "429": fake.TooManyRequests("3"), "429 without a pause": fake.TooManyRequests(""),
		"dropped": fake.DropBefore(), "dropped after": fake.DropAfter(), "cut short": fake.Truncate(), "a page": fake.HTML(502), "a portal": fake.HTML(200),
		"redirected": fake.Redirect(302, "/elsewhere"), "without its list": fake.OmitKeys("wallets"), "token lost": fake.LoseTokens(), "lagging": fake.Lag(2),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, paypalfake.Switches{})
			w.srv.Inject(fault, fake.On("GET", "/wallets$"), fake.Always())
			w.srv.Inject(fake.DropAfter(), fake.On("POST", "/wallets$"))
			_, err := w.run(t).Wallets.Create(t.Context(), prepaid())
			if len(w.living()) > 1 || err == nil && len(w.living()) != 1 {
				t.Errorf("error %v, %d wallets", err, len(w.living()))
			}
			if name == "lagging" && err != nil {
				t.Errorf("a list that catches up was not waited for: %v", err)
			}
			w.srv.ClearFaults()
			if _, err := w.run(t).Wallets.Create(t.Context(), prepaid()); err != nil || len(w.living()) != 1 {
				t.Errorf("the next run: error %v, %d wallets", err, len(w.living()))
			}
		})
	}
}

// TestMakeWallet_hiddenCurrencyAfterALostAnswer: what cannot be told apart is neither adopted nor
// posted again.
func TestMakeWallet_hiddenCurrencyAfterALostAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{Balances: paypalfake.BalancesHidden})
	w.srv.Inject(fake.DropAfter(), fake.On("POST", "/wallets$"))
	for range 2 {
		_, err := w.run(t).Wallets.Create(t.Context(), prepaid())
		if err == nil || !strings.Contains(err.Error(), "currency") || w.posts() != 1 {
			t.Errorf("error %v, %d posts", err, w.posts())
		}
	}
}

// TestMakeWallet_hiddenCurrencyOfItsOwn: a run knows in which currency it has made a wallet, also
// where nothing shows it.
func TestMakeWallet_hiddenCurrencyOfItsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{Balances: paypalfake.BalancesHidden})
	c := w.run(t)
	mustMake(t, c, prepaid(), once.Posted)
	other := prepaid()
	other.Currency = "EUR"
	mustMake(t, c, other, once.Posted)
}

// TestMakeWallet_successorOfAnEarlierRun: terminated wallets of the name, as listed, make the
// successor's request another one.
func TestMakeWallet_successorOfAnEarlierRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured})
	first := mustMake(t, w.run(t), prepaid(), once.Posted)
	if err := w.service.TerminateInConsole(first.ID); err != nil {
		t.Fatal(err)
	}
	if second := mustMake(t, w.run(t), prepaid(), once.Posted); second.ID == first.ID || len(w.living()) != 1 {
		t.Errorf("the successor of %s is %s", first.ID, second.ID)
	}
}

// TestMakeWallet_spentRequestID: where a refusal spends the request id, the error says what helps.
func TestMakeWallet_spentRequestID(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{RequestID: paypalfake.RequestIDRefused, RequestIDKeepsFailures: true})
	create := prepaid()
	create.ExternalCustomerID = "later"
	if _, err := w.run(t).Wallets.Create(t.Context(), create); !paypal.IsInvalid(err) {
		t.Fatal(err)
	}
	w.service.AddCustomer("later")
	_, err := w.run(t).Wallets.Create(t.Context(), create)
	if unsettled, ok := errors.AsType[*once.UnsettledError](err); !ok || !strings.Contains(unsettled.Error(), "choose another name") {
		t.Errorf("error %v", err)
	}
	create.Name = "Another"
	mustMake(t, w.run(t), create, once.Posted)
}

// TestMakeWallet_unmarked: a name that the service changes could not be found again, and that is
// reported.
func TestMakeWallet_unmarked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	w.srv.Inject(fake.Rewrite("renamed", func(r fake.Response) fake.Response {
		r.Body = []byte(strings.ReplaceAll(string(r.Body), `"Prepaid"`, `"PREPAID"`))
		return r
	}), fake.Always(), fake.On("", "/wallets"))
	result, err := w.run(t).Wallets.Create(t.Context(), prepaid())
	if err != nil || !result.Unmarked || result.Object.ID == "" {
		t.Errorf("result %+v, error %v", result, err)
	}
}

// TestMakeWallet_together: the look-ups of many wallets of a customer share one listing.
func TestMakeWallet_together(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	c := w.run(t)
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			create := prepaid()
			create.Name = fmt.Sprintf("Prepaid %d", i)
			if result, err := c.Wallets.Create(t.Context(), create); err != nil || result.Outcome != once.Posted {
				t.Errorf("result %+v, error %v", result, err)
			}
		})
	}
	group.Wait()
	if listed := w.srv.Count("GET", "/wallets$"); len(w.living()) != 20 || w.posts() != 20 || listed != 1 {
		t.Errorf("%d wallets, %d posts, %d listings", len(w.living()), w.posts(), listed)
	}
}

// TestMakeWallet_renamedInTheSameRun: a name that an update gave up is free, and the one it took is
// not.
func TestMakeWallet_renamedInTheSameRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	c := w.run(t)
	old := w.open(t)
	third := prepaid()
	third.Name = "Third"
	mustMake(t, c, third, once.Posted) // lists the wallets
	if _, err := c.Wallets.Update(t.Context(), ref(old, prepaid()), paypal.WalletUpdate{Name: paypal.Set("Second")}); err != nil {
		t.Fatal(err)
	}
	if made := mustMake(t, c, prepaid(), once.Posted); made.ID == old.ID {
		t.Error("the renamed wallet was taken for the new one")
	}
	second := prepaid()
	second.Name = "Second"
	_, err := c.Wallets.Create(t.Context(), second)
	if !errors.Is(err, once.ErrClaimed) || !strings.Contains(err.Error(), old.ID) || isWalletTaken(err) {
		t.Errorf("the wallet of another resource: %v", err)
	}
}

// TestMakeWallet_whileItsNameIsLeft: a wallet is not made, nor adopted, while another resource
// gives its name up.
func TestMakeWallet_whileItsNameIsLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, paypalfake.Switches{})
	c := w.run(t)
	old := w.open(t)
	done, ok := c.Wallets.Leave(ref(old, prepaid()))
	if !ok {
		t.Fatal("nobody has adopted it")
	}
	ended := make(chan error)
	go func() {
		result, err := c.Wallets.Create(context.WithoutCancel(t.Context()), prepaid())
		if err == nil && result.Object.ID == old.ID {
			err = errors.New("the old wallet was adopted")
		}
		ended <- err
	}()
	if err := c.Wallets.Delete(t.Context(), ref(old, prepaid())); err != nil {
		t.Error(err)
	}
	done()
	if err := <-ended; err != nil || len(w.living()) != 1 {
		t.Errorf("error %v, living %+v", err, w.living())
	}
}

// isWalletTaken reports whether a wallet that no other resource manages has the name.
func isWalletTaken(err error) bool {
	conflict := paypal.Conflict(err)
	return len(conflict.Found) > 0 && !conflict.Managed
}
