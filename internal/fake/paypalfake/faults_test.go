package paypalfake_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// Every fault of the vocabulary strikes one money POST: what the caller sees, and how many
// transactions there are.
func TestFaults_onATopUp(t *testing.T) {
	t.Parallel()
	lost := 0 // the status of an answer that never came
	for name, tc := range map[string]struct {
		fault  fake.Fault
		status int
		booked int // at once
		later  int // once everything that was put off has happened
	}{
		"status":               {fake.Status(500, ""), 500, 0, 0},
		"answer":               {fake.Answer(fake.JSON(200, map[string]any{"wallet_transactions": []any{}})), 200, 0, 0},
		"429":                  {fake.TooManyRequests(""), 429, 0, 0},
		"429 with Retry-After": {fake.TooManyRequests("2"), 429, 0, 0},
		"html":                 {fake.HTML(502), 502, 0, 0},
		"redirect":             {fake.Redirect(302, "/elsewhere"), 302, 0, 0},
		"drop before":          {fake.DropBefore(), lost, 0, 0},
		"drop after":           {fake.DropAfter(), lost, 1, 1},
		"503 after effect":     {fake.AfterEffect(fake.Status(503, "")), 503, 1, 1},
		"html after effect":    {fake.AfterEffect(fake.HTML(200)), 200, 1, 1},
		"commit late":          {fake.CommitLate(1, fake.DropBefore()), lost, 0, 1},
		"503 and commit late":  {fake.CommitLate(1, fake.Status(503, "")), 503, 0, 1},
		"truncate":             {fake.Truncate(), lost, 1, 1},
		"omit keys":            {fake.OmitKeys("wallet_transactions"), 200, 1, 1},
		"rewrite":              {fake.Rewrite("empty", func(r fake.Response) fake.Response { r.Body = nil; return r }), 200, 1, 1},
		"delay":                {fake.Delay(time.Nanosecond), 200, 1, 1},
		"lose tokens":          {fake.LoseTokens(), 200, 1, 1},
		"mix":                  {fake.Mix(1, fake.Share{Percent: 100, Fault: fake.DropAfter()}), lost, 1, 1},
		"stale is for reads":   {fake.Stale(1), 200, 1, 1},
		"lag is for reads":     {fake.Lag(1), 200, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{})
			id := c.wallet(t, "USD", "1", "")
			injected := c.srv.Inject(tc.fault, fake.On("POST", "/wallet-transactions$"))
			a, err := c.try("POST", "/wallets/"+id+"/wallet-transactions", topUp)
			switch {
			case tc.status == lost && err == nil:
				t.Errorf("%d %s, want no answer", a.status, a.body)
			case tc.status != lost && (err != nil || a.status != tc.status):
				t.Errorf("%d %v, want %d", a.status, err, tc.status)
			}
			if injected.Fired() != 1 {
				t.Errorf("the fault struck %d times", injected.Fired())
			}
			if n := len(c.Transactions(id)); n != tc.booked {
				t.Errorf("%d transactions, want %d", n, tc.booked)
			}
			c.srv.CommitPending()
			if n := len(c.Transactions(id)); n != tc.later {
				t.Errorf("%d transactions in the end, want %d", n, tc.later)
			}
		})
	}
}

func TestFaults_slowTopUp(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		when fake.Commit
		held int // transactions while it is held
	}{
		"commit first": {fake.CommitFirst, 1},
		"commit last":  {fake.CommitLast, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, paypalfake.Switches{})
			id := c.wallet(t, "USD", "1", "")
			slow := c.srv.Inject(fake.Slow(tc.when), fake.On("POST", "/wallet-transactions$"))
			done := make(chan answer)
			go func() {
				a, _ := c.try("POST", "/wallets/"+id+"/wallet-transactions", topUp)
				done <- a
			}()
			<-slow.Arrived()
			if n := len(c.Transactions(id)); n != tc.held {
				t.Errorf("%d transactions while it is held", n)
			}
			slow.Release()
			if a := <-done; a.status != http.StatusOK {
				t.Errorf("%d %s", a.status, a.body)
			}
			if n := len(c.Transactions(id)); n != 1 {
				t.Errorf("%d transactions in the end", n)
			}
		})
	}
}

// A colleague ends the wallet between the caller's decision and its POST.
func TestFaults_hookActsBeforeThePost(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", "")
	c.srv.Inject(fake.Hook(func() {
		if err := c.TerminateInConsole(id); err != nil {
			t.Error(err)
		}
	}), fake.On("POST", "/wallet-transactions$"))
	c.refused(t, c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", topUp), 422, "wallet_id", "WALLET_IS_TERMINATED")
	if n := len(c.Transactions(id)); n != 0 {
		t.Errorf("%d transactions", n)
	}
}

// A token that the service issued is lost just before the POST: 401, nothing is booked.
func TestFaults_lostTokenBooksNothing(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	c.AcceptClient("client", "secret")
	id := c.wallet(t, "USD", "1", "")
	token := c.token(t, "client", "secret", "grant_type=client_credentials").at(t, "access_token")
	c.srv.Inject(fake.LoseTokens(), fake.On("POST", "/wallet-transactions$"))
	if a := c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", topUp, "Authorization: Bearer "+token); a.status != 401 {
		t.Errorf("%d %s", a.status, a.body)
	}
	if n := len(c.Transactions(id)); n != 0 {
		t.Errorf("%d transactions", n)
	}
}

func TestFaults_historyIsStaleForGood(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.granted(t, "1")
	c.srv.Inject(fake.Stale(1), fake.On("GET", "/wallet-transactions$"), fake.Always())
	path := "/wallets/" + id + "/wallet-transactions"
	c.post(t, id, topUp)
	for range 3 {
		if got := c.ok(t, "GET", path, "").at(t, "meta", "total_count"); got != "1" {
			t.Errorf("%s transactions", got)
		}
	}
	if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "available_credits"); got != "11.0" {
		t.Errorf("the wallet itself is stale: %s", got)
	}
	if n := len(c.Transactions(id)); n != 2 {
		t.Errorf("%d transactions", n)
	}
}

// A lagging history shows each posting in the end, and looking at the past changes nothing in the
// present.
func TestFaults_historyLags(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{Pair: paypalfake.PairGrantLate})
	id := c.granted(t, "1")
	c.srv.Inject(fake.Lag(2), fake.On("GET", "/wallet-transactions$"), fake.Always())
	c.post(t, id, `{"type":"TOPUP","paid_credits":"1","granted_credits":"2"}`)
	var seen []string
	for range 4 {
		seen = append(seen, c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions", "").at(t, "meta", "total_count"))
	}
	if seen[0] != "1" || seen[3] != "3" {
		t.Errorf("seen %v", seen)
	}
	mustEqual(t, "credits", c.Balance(id).Credits, "3")
	ledger := c.Transactions(id)
	if len(ledger) != 3 {
		t.Fatalf("%d transactions", len(ledger))
	}
	listed := c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions", "")
	want := []string{ledger[2].ID, ledger[1].ID, ledger[0].ID}
	if diff := cmp.Diff(want, listed.column(t, "wallet_transactions", "wallet_transaction_id")); diff != "" {
		t.Errorf("listed under other ids: %s", diff)
	}
}

// A look at the past books nothing: what was put off appears when the present has booked it, under
// the id it has there.
func TestFaults_staleHistoryBooksNothing(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{Pair: paypalfake.PairGrantLate})
	id := c.wallet(t, "USD", "1", "")
	c.srv.Inject(fake.Stale(1), fake.On("GET", "/wallet-transactions$"), fake.Always())
	c.post(t, id, `{"type":"TOPUP","paid_credits":"1","granted_credits":"2"}`)
	c.ok(t, "PUT", "/wallets/"+id, `{"name":"Other"}`)
	past := c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions", "")
	if diff := cmp.Diff([]string{c.Transactions(id)[0].ID}, past.column(t, "wallet_transactions", "wallet_transaction_id")); diff != "" {
		t.Error(diff)
	}
}

// How the service answers is not part of what it held: a stale answer follows the switches of
// today.
func TestFaults_staleAnswersFollowTheSwitches(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", `,"name":"Before"`)
	c.srv.Inject(fake.Stale(1), fake.On("GET", "/wallets/{wallet_id}$"), fake.Always())
	c.ok(t, "PUT", "/wallets/"+id, `{"name":"After"}`)
	c.Switch(func(s *paypalfake.Switches) { *s = paypalfake.Switches{Balances: paypalfake.BalancesHidden} })
	a := c.ok(t, "GET", "/wallets/"+id, "")
	if a.at(t, "name") != "Before" || a.at(t, "available_credits") != "" {
		t.Errorf("%s", a.body)
	}
}
