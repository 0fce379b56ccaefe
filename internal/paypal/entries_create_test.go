package paypal_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const ledgerRoute = "wallet-transactions"

// bank is a service with wallets, to which each run of the provider is a client of its own.
type bank struct {
	*paypalfake.Service
	srv *fake.Server
}

func newBank(t *testing.T, switches paypalfake.Switches) *bank {
	t.Helper()
	srv := fake.New()
	t.Cleanup(srv.Close)
	b := &bank{Service: paypalfake.New(srv, switches), srv: srv}
	b.AcceptClient("some-client", "some-secret")
	return b
}

func (b *bank) wallet(t *testing.T) string {
	t.Helper()
	w, err := b.OpenWalletInConsole(paypalfake.Wallet{CustomerID: "acme", Name: "Prepaid", Currency: "USD", Rate: dec("1000")})
	if err != nil {
		t.Fatal(err)
	}
	return w.ID
}

// stocked is a wallet with credits that a VOID can take.
func (b *bank) stocked(t *testing.T) string {
	t.Helper()
	id := b.wallet(t)
	if _, err := b.TopUpInConsole(id, dec("0"), dec("100")); err != nil {
		t.Fatal(err)
	}
	return id
}

// run is a new process: nothing is remembered of the ones before, and time passes only by being
// waited for.
func (b *bank) run(t *testing.T) *paypal.Client {
	t.Helper()
	var mu sync.Mutex
	now := b.srv.Clock().Now()
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
		Endpoint: b.srv.URL(), MaxRetries: 3, Now: clock, Wait: wait,
		Credentials: transport.ClientCredentials(b.srv.URL()+paypal.TokenPath, "some-client", "some-secret"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return paypal.New(sender, paypal.WithSettling(paypal.Settling{Timeout: 30 * time.Second, Now: clock, Wait: wait}))
}

// tagged counts the transactions that the service holds under a name, whatever it shows.
func (b *bank) tagged(walletID, key, reference string) int {
	n := 0
	for _, t := range b.Transactions(walletID) {
		for _, p := range t.Metadata {
			if p.Key == key && p.Value == reference {
				n++
			}
		}
	}
	return n
}

// posting is one kind of posting, as the table tests make it.
type posting struct {
	key   string
	books int
	make  func(context.Context, *paypal.Client, string) (once.Outcome, bool, error)
}

func postings() map[string]posting {
	entry := func(asked paypal.Asked) func(context.Context, *paypal.Client, string) (once.Outcome, bool, error) {
		return func(ctx context.Context, c *paypal.Client, walletID string) (once.Outcome, bool, error) {
			result, err := c.Entries.Create(ctx, paypal.EntryRef{WalletID: walletID, Reference: "order-2025/1"}, asked, map[string]string{"reason": "test"})
			return result.Outcome, result.Unmarked, err
		}
	}
	return map[string]posting{
		"top-up of both": {paypal.ReferenceKey, 2, entry(both("10", "2"))},
		"purchase":       {paypal.ReferenceKey, 1, entry(both("12345678901234567.89", "0"))},
		"void":           {paypal.ReferenceKey, 1, entry(void("0.00001"))},
		"compensation": {paypal.VoidsKey, 1, func(ctx context.Context, c *paypal.Client, walletID string) (once.Outcome, bool, error) {
			result, err := c.Entries.Void(ctx, paypal.EntryRef{WalletID: walletID, Reference: "order-2025/1"}, dec("3"))
			return result.Outcome, result.Unmarked, err
		}},
	}
}

// TestPostings_lostAnswers: whatever is lost, the service holds the posting once in the end, and no
// run posts it twice.
func TestPostings_lostAnswers(t *testing.T) {
	t.Parallel()
	onPost := func(f fake.Fault, options ...fake.FaultOption) func(*fake.Server) {
		return func(s *fake.Server) { s.Inject(f, append(options, fake.On("POST", ledgerRoute))...) }
	}
	for name, f := range map[string]struct {
		inject func(*fake.Server)
		fails  bool
	}{
		"nothing":                  {func(*fake.Server) {}, false},
		"dropped after the effect": {onPost(fake.DropAfter()), false},
		"503 after the effect":     {onPost(fake.AfterEffect(fake.Status(503, ""))), false},
		"500 without details":      {onPost(fake.AfterEffect(fake.Status(500, `{"name":"INTERNAL_SERVER_ERROR","message":"m","debug_id":"d"}`))), false},
		"truncated":                {onPost(fake.Truncate()), false},
		"a gateway's page":         {onPost(fake.AfterEffect(fake.HTML(502))), false},
		"a portal's page":          {onPost(fake.AfterEffect(fake.HTML(200))), false},
		"no transactions shown":    {onPost(fake.OmitKeys("wallet_transactions")), false},
		"redirected after it":      {onPost(fake.AfterEffect(fake.Redirect(302, "/elsewhere"))), false},
		"conflict without details": {onPost(fake.AfterEffect(fake.Status(409, `{"name":"RESOURCE_CONFLICT","message":"m","debug_id":"d"}`))), false},
		"committed late":           {onPost(fake.CommitLate(3, fake.DropBefore())), false},
		"a lagging history": {func(s *fake.Server) {
			s.Inject(fake.Lag(4), fake.On("GET", ledgerRoute), fake.Always())
			onPost(fake.DropAfter())(s)
		}, false},
		"429":                       {onPost(fake.TooManyRequests("2"), fake.Times(2)), false},
		"429 without a hint":        {onPost(fake.TooManyRequests("")), false},
		"token lost":                {onPost(fake.LoseTokens()), false},
		"token lost, then dropped":  {func(s *fake.Server) { onPost(fake.LoseTokens())(s); onPost(fake.DropAfter(), fake.Skip(1))(s) }, false},
		"dropped before the effect": {onPost(fake.DropBefore()), true},
		"500 before the effect":     {onPost(fake.Status(500, "")), true},
		"conflict, nothing there":   {onPost(fake.Status(409, `{"name":"RESOURCE_CONFLICT","message":"m","debug_id":"d"}`)), true},
		"committed after the run":   {onPost(fake.CommitLate(1000, fake.DropBefore())), true},
		"look-up fails":             {func(s *fake.Server) { s.Inject(fake.Status(500, ""), fake.On("GET", ledgerRoute), fake.Always()) }, true},
		"look-up after it fails": {func(s *fake.Server) {
			onPost(fake.DropAfter())(s)
			s.Inject(fake.HTML(200), fake.On("GET", ledgerRoute), fake.Skip(1), fake.Always())
		}, true},
	} {
		for kind, p := range postings() {
			t.Run(name+", "+kind, func(t *testing.T) {
				t.Parallel()
				b := newBank(t, paypalfake.Switches{})
				walletID := b.stocked(t)
				f.inject(b.srv)
				if _, _, err := p.make(t.Context(), b.run(t), walletID); (err != nil) != f.fails {
					t.Fatalf("error %v", err)
				}
				b.srv.ClearFaults()
				b.srv.CommitPending()
				sent := b.srv.Count("POST", ledgerRoute)
				held := b.tagged(walletID, p.key, "order-2025/1")
				outcome, _, err := p.make(t.Context(), b.run(t), walletID)
				if err != nil || (outcome == once.Adopted) != (held > 0) {
					t.Errorf("the next run: outcome %d, error %v, %d held before", outcome, err, held)
				}
				if held > 0 && b.srv.Count("POST", ledgerRoute) > sent {
					t.Error("the next run posted again")
				}
				if got := b.tagged(walletID, p.key, "order-2025/1"); got != p.books {
					t.Errorf("the service holds %d transactions, want %d", got, p.books)
				}
			})
		}
	}
}

// TestPostings_everySwitch: made once, and found by the next run, unless the service does not keep
// the name.
func TestPostings_everySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		for kind, p := range postings() {
			for name, fault := range map[string]fake.Fault{"answered": {}, "lost": fake.DropAfter()} {
				t.Run(v.Name+", "+kind+" "+name, func(t *testing.T) {
					t.Parallel()
					b := newBank(t, v.Switches)
					walletID := b.stocked(t)
					if fault.Name() != "" {
						b.srv.Inject(fault, fake.On("POST", ledgerRoute))
					}
					outcome, unmarked, err := p.make(t.Context(), b.run(t), walletID)
					kept := v.Switches.Metadata == paypalfake.EchoWhole || v.Switches.Metadata == paypalfake.EchoReversed
					if want := kept || name == "answered"; (err == nil) != want || err == nil && unmarked == kept {
						t.Errorf("outcome %d, unmarked %t, error %v", outcome, unmarked, err)
					}
					b.RunBackground()
					books := p.books
					if v.Switches.Pair == paypalfake.PairGrantLost && books == 2 {
						books = 1
					}
					outcome, _, err = p.make(t.Context(), b.run(t), walletID)
					switch v.Switches.Metadata {
					case paypalfake.EchoNone: // a later process cannot know
						books *= 2
					case paypalfake.EchoTruncated:
						if err == nil || !strings.Contains(err.Error(), "cut short") {
							t.Errorf("the next run: outcome %d, error %v", outcome, err)
						}
					default:
						if err != nil || outcome != once.Adopted {
							t.Errorf("the next run: outcome %d, error %v", outcome, err)
						}
					}
					if got := b.tagged(walletID, p.key, "order-2025/1"); got != books {
						t.Errorf("the service holds %d transactions, want %d", got, books)
					}
				})
			}
		}
	}
}

// TestPostings_cancelled: one Ctrl-C while the POST is under way, whose answer counts all the same.
func TestPostings_cancelled(t *testing.T) {
	t.Parallel()
	for kind, p := range postings() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			b := newBank(t, paypalfake.Switches{})
			walletID := b.stocked(t)
			held := b.srv.Inject(fake.Slow(fake.CommitLast), fake.On("POST", ledgerRoute))
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				outcome, unmarked, err := p.make(ctx, b.run(t), walletID)
				if err == nil && (outcome != once.Posted || unmarked) {
					err = fmt.Errorf("outcome %d, unmarked %t", outcome, unmarked)
				}
				done <- err
			}()
			<-held.Arrived()
			cancel()
			held.Release()
			if err := <-done; err != nil {
				t.Error(err)
			}
			if _, _, err := p.make(ctx, b.run(t), walletID); !errors.Is(err, context.Canceled) {
				t.Errorf("begun after it: %v", err)
			}
			if got := b.tagged(walletID, p.key, "order-2025/1"); got != p.books {
				t.Errorf("the service holds %d transactions", got)
			}
		})
	}
}

// TestMakeEntry_campaign: 200 entries in 20 wallets under a mix of faults, each run a process of
// its own, until one is clean.
func TestMakeEntry_campaign(t *testing.T) {
	t.Parallel()
	b := newBank(t, paypalfake.Switches{MaxPageSize: 7})
	const wallets, each = 20, 10
	ids := make([]string, wallets)
	for i := range ids {
		ids[i] = b.wallet(t)
	}
	b.srv.Inject(fake.Mix(7,
		fake.Share{Percent: 3, Fault: fake.DropAfter()}, fake.Share{Percent: 2, Fault: fake.DropBefore()}, fake.Share{Percent: 3, Fault: fake.AfterEffect(fake.Status(503, ""))},
		fake.Share{Percent: 3, Fault: fake.Truncate()}, fake.Share{Percent: 2, Fault: fake.HTML(502)}, fake.Share{Percent: 2, Fault: fake.CommitLate(5, fake.DropBefore())},
		fake.Share{Percent: 3, Fault: fake.TooManyRequests("1")}, fake.Share{Percent: 2, Fault: fake.LoseTokens()},
	), fake.On("", ledgerRoute), fake.Always())

	// States survive runs, as a state file does.
	var mu sync.Mutex
	made := map[string]decimal.Decimal{}
	for runs := 1; ; runs++ {
		client, clean := b.run(t), true
		done := maps.Clone(made)
		var running sync.WaitGroup
		slots := make(chan struct{}, 10)
		for w, walletID := range ids {
			for i := range each {
				key, asked := fmt.Sprint(w, "/", i), both(fmt.Sprintf("%d.%05d", w*each+i, i+1), "0.00001")
				if _, ok := done[key]; ok {
					continue
				}
				running.Go(func() {
					slots <- struct{}{}
					defer func() { <-slots }()
					result, err := client.Entries.Create(t.Context(), paypal.EntryRef{WalletID: walletID, Reference: fmt.Sprint("order-", i)}, asked, nil)
					mu.Lock()
					defer mu.Unlock()
					if err != nil || result.Incomplete || result.Unmarked {
						clean = false
						return
					}
					made[key] = *result.Object.Transactions[0].Credits
				})
			}
		}
		running.Wait()
		if clean && len(made) == wallets*each {
			break
		}
		if runs == 30 {
			t.Fatal("not clean after 30 runs")
		}
	}
	b.srv.ClearFaults()
	b.srv.CommitPending()
	for w, walletID := range ids {
		truth := b.Transactions(walletID)
		if len(truth) != 2*each {
			t.Errorf("wallet %d holds %d transactions", w, len(truth))
		}
		want := decimal.Zero
		for i := range each {
			want = want.Add(made[fmt.Sprint(w, "/", i)])
		}
		if got := b.Balance(walletID); !got.PendingCredits.Equal(want) || !got.Credits.Equal(dec("0.0001")) {
			t.Errorf("wallet %d: %s pending, want %s, and %s", w, got.PendingCredits, want, got.Credits)
		}
	}
}
