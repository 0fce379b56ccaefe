package paypalfake_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestConcurrency_noCreditIsLost(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	wallets := []string{c.granted(t, "1000"), c.granted(t, "1000"), c.granted(t, "1000")}
	var callers sync.WaitGroup
	for i := range 90 {
		id := wallets[i%3]
		callers.Go(func() {
			body := `{"type":"TOPUP","granted_credits":"0.01","paid_credits":"0.1"}`
			if i%2 == 1 {
				body = `{"type":"VOID","credits_to_void":"0.03"}`
			}
			if a, err := c.try("POST", "/wallets/"+id+"/wallet-transactions", body); err != nil || a.status != 200 {
				t.Errorf("%v %d %s", err, a.status, a.body)
			}
			for _, entry := range c.Transactions(id) {
				// Another goroutine may settle the same one first.
				_ = c.SettlePayment(entry.ID)
			}
			if a, err := c.try("GET", "/wallets?external_customer_id=acme", ""); err != nil || a.status != 200 {
				t.Errorf("%v %d", err, a.status)
			}
		})
	}
	callers.Wait()
	for _, id := range wallets {
		// 15 top-ups of 0.11 and 15 voids of 0.03.
		mustEqual(t, id, c.Balance(id).Credits, "1001.20")
		mustEqual(t, id, c.Balance(id).PendingCredits, "0")
		sum := d("0")
		for _, entry := range c.Transactions(id) {
			if entry.Type == paypalfake.Inbound {
				sum = sum.Add(entry.Credits)
			} else {
				sum = sum.Sub(entry.Credits)
			}
		}
		mustEqual(t, id+" by its ledger", sum, "1001.20")
	}
}

func TestConcurrency_oneRequestIDIsOneTransaction(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{RequestID: paypalfake.RequestIDHonoured})
	id := c.wallet(t, "USD", "1", "")
	c.srv.Inject(fake.Mix(7, fake.Share{Percent: 30, Fault: fake.DropAfter()}, fake.Share{Percent: 20, Fault: fake.Status(503, "")}), fake.Always())
	var callers sync.WaitGroup
	for range 40 {
		callers.Go(func() {
			// Whether an answer arrives is the faults' affair; the count below is what matters.
			_, _ = c.try("POST", "/wallets/"+id+"/wallet-transactions", topUp, same)
		})
	}
	callers.Wait()
	if n := len(c.Transactions(id)); n != 1 {
		t.Errorf("%d transactions", n)
	}
}

func TestConcurrency_switchesAndMutators(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.granted(t, "10")
	variations := paypalfake.Variations()
	var callers sync.WaitGroup
	for i := range 40 {
		callers.Go(func() {
			c.Switch(func(s *paypalfake.Switches) { *s = variations[i%len(variations)].Switches })
			if err := c.RenameInConsole(id, fmt.Sprint(i)); err != nil {
				t.Error(err)
			}
			if a, err := c.try("GET", "/wallets/"+id, ""); err != nil || a.status != 200 {
				t.Errorf("%v %d", err, a.status)
			}
			if a, err := c.try("GET", "/wallets/"+id, "", "Authorization: Bearer wrong"); err != nil || a.status != 401 {
				t.Errorf("%v %d", err, a.status)
			}
		})
	}
	callers.Wait()
	if w, _ := c.Wallet(id); w.Name == "" {
		t.Error("nobody renamed it")
	}
}
