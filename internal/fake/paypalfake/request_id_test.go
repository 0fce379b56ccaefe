package paypalfake_test

import (
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	topUp = `{"type":"TOPUP","granted_credits":"10"}`
	same  = "PayPal-Request-Id: 0c3f3a52-7f4f-5b34-9d0e-2f6f3b1f6f6e"
)

func TestRequestID_ignored(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", "")
	first, second := c.post(t, id, topUp, same), c.post(t, id, topUp, same)
	if first.body == second.body || len(c.Transactions(id)) != 2 {
		t.Errorf("%s and %s", first.body, second.body)
	}
}

func TestRequestID_honoured(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured})
	body := `{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`
	first := c.send(t, "POST", "/wallets", body, same)
	replay := c.send(t, "POST", "/wallets", body, same)
	if first.status != 201 || replay.status != 200 || replay.body != first.body || replay.header.Get("Paypal-Debug-Id") == first.header.Get("Paypal-Debug-Id") {
		t.Errorf("%d %s, then %d %s", first.status, first.body, replay.status, replay.body)
	}
	if n := len(c.Wallets(customer)); n != 1 {
		t.Errorf("%d wallets", n)
	}

	// The answer is the first one even when what it shows has changed, and when the body is
	// another.
	id := first.at(t, "id")
	booked := c.post(t, id, topUp, same)
	c.ok(t, "DELETE", "/wallets/"+id, "")
	if again := c.post(t, id, `{"type":"TOPUP","granted_credits":"99"}`, same); again.body != booked.body {
		t.Errorf("%s, then %s", booked.body, again.body)
	}
	mustEqual(t, "credits", c.Balance(id).Credits, "10")
}

func TestRequestID_latest(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{RequestID: paypalfake.RequestIDLatest})
	body := `{"external_customer_id":"acme","currency":"USD","rate_amount":"1"}`
	first := c.send(t, "POST", "/wallets", body, same)
	id := first.at(t, "id")
	booked := c.post(t, id, `{"type":"TOPUP","paid_credits":"10","granted_credits":"5"}`, same)
	if err := c.SettlePayment(booked.at(t, "wallet_transactions", "0", "wallet_transaction_id")); err != nil {
		t.Fatal(err)
	}
	again := c.post(t, id, topUp, same)
	if got := again.at(t, "wallet_transactions", "0", "payment_status"); got != "SETTLED" || len(c.Transactions(id)) != 2 {
		t.Errorf("%s, then %s", booked.body, again.body)
	}
	if got := again.at(t, "wallet_transactions", "1", "wallet_transaction_id"); got != booked.at(t, "wallet_transactions", "1", "wallet_transaction_id") {
		t.Errorf("%s, then %s", booked.body, again.body)
	}
	c.ok(t, "DELETE", "/wallets/"+id, "")
	replay := c.send(t, "POST", "/wallets", body, same)
	if first.status != 201 || replay.status != 200 || replay.at(t, "id") != id || replay.at(t, "status") != "TERMINATED" || len(c.Wallets(customer)) != 1 {
		t.Errorf("%d %s, then %d %s", first.status, first.body, replay.status, replay.body)
	}
	if err := c.PurgeWallet(id); err != nil {
		t.Fatal(err)
	}
	if gone := c.send(t, "POST", "/wallets", body, same); gone.status != 200 || gone.body != first.body {
		t.Errorf("of a wallet that is gone: %d %s", gone.status, gone.body)
	}
}

func TestRequestID_isPerRouteAndWallet(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured})
	one, two := c.wallet(t, "USD", "1", ""), c.wallet(t, "USD", "1", "")
	c.post(t, one, topUp, same)
	c.post(t, two, topUp, same)
	c.post(t, two, topUp, "PayPal-Request-Id: another")
	c.post(t, two, topUp)
	c.post(t, two, topUp)
	if len(c.Transactions(one)) != 1 || len(c.Transactions(two)) != 4 {
		t.Errorf("%d and %d transactions", len(c.Transactions(one)), len(c.Transactions(two)))
	}
}

func TestRequestID_refused(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{RequestID: paypalfake.RequestIDRefused})
	id := c.wallet(t, "USD", "1", "")
	c.post(t, id, topUp, same)
	a := c.send(t, "POST", "/wallets/"+id+"/wallet-transactions", topUp, same)
	if a.status != 400 || a.at(t, "name") != "DUPLICATE_REQUEST_ID" || a.at(t, "details", "0", "issue") != "DUPLICATE_REQUEST_ID" || a.at(t, "debug_id") != a.header.Get("Paypal-Debug-Id") {
		t.Errorf("%d %s", a.status, a.body)
	}
	if n := len(c.Transactions(id)); n != 1 {
		t.Errorf("%d transactions", n)
	}
}

func TestRequestID_ofFailures(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		switches paypalfake.Switches
		want     int // the status of a valid request that repeats the id of a refused one
	}{
		"honoured":               {paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured}, 200},
		"honoured, failures too": {paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured, RequestIDKeepsFailures: true}, 422},
		"refused":                {paypalfake.Switches{RequestID: paypalfake.RequestIDRefused}, 200},
		"refused, failures too":  {paypalfake.Switches{RequestID: paypalfake.RequestIDRefused, RequestIDKeepsFailures: true}, 400},
		"ignored":                {paypalfake.Switches{RequestIDKeepsFailures: true}, 200},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := call(t, tc.switches)
			id := c.wallet(t, "USD", "1", "")
			path := "/wallets/" + id + "/wallet-transactions"
			c.refused(t, c.send(t, "POST", path, `{"type":"VOID","credits_to_void":"5"}`, same), 422, "/credits_to_void", "INSUFFICIENT_CREDITS")
			a := c.send(t, "POST", path, topUp, same)
			if a.status != tc.want {
				t.Errorf("%d %s", a.status, a.body)
			}
			if a.status >= 400 && a.at(t, "debug_id") != a.header.Get("Paypal-Debug-Id") {
				t.Errorf("debug id %s in %s", a.header.Get("Paypal-Debug-Id"), a.body)
			}
		})
	}
}

func TestRequestID_isForgotten(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured, RequestIDRetention: 6 * time.Hour})
	id := c.wallet(t, "USD", "1", "")
	for _, step := range []struct {
		wait time.Duration
		want int // transactions
	}{{0, 1}, {6 * time.Hour, 1}, {time.Second, 2}, {6 * time.Hour, 2}} {
		c.srv.Clock().Advance(step.wait)
		c.post(t, id, topUp, same)
		if n := len(c.Transactions(id)); n != step.want {
			t.Errorf("after %s more: %d transactions", step.wait, n)
		}
	}
}
