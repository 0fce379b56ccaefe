package paypalfake_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// numbered returns a service with wallets named 1 to n, the first of which has n transactions
// tagged 1 to n.
func numbered(t *testing.T, switches paypalfake.Switches, n int) (c *caller, id string) {
	t.Helper()
	c = call(t, switches)
	for i := range n {
		made := c.wallet(t, "USD", "1", fmt.Sprintf(`,"name":"%d"`, i+1))
		if id == "" {
			id = made
		}
		c.post(t, id, fmt.Sprintf(`{"type":"TOPUP","granted_credits":"%d"}`, i+1))
	}
	return c, id
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		switches     paypalfake.Switches
		query        string
		want         []string
		metadata     string // of wallets
		transactions string // meta of transactions
	}{
		"default": {
			paypalfake.Switches{}, "", []string{"12", "11", "10", "9", "8", "7", "6", "5", "4", "3"},
			`{"total_count":12,"total_pages":2,"current_page":1}`, `{"total_count":12,"total_pages":2,"current_page":1,"next_page":2}`,
		},
		"last": {
			paypalfake.Switches{}, "page=2", []string{"2", "1"},
			`{"total_count":12,"total_pages":2,"current_page":2}`, `{"total_count":12,"total_pages":2,"current_page":2,"prev_page":1}`,
		},
		"beyond": {
			paypalfake.Switches{}, "page=7", []string{},
			`{"total_count":12,"total_pages":2,"current_page":7}`, `{"total_count":12,"total_pages":2,"current_page":7,"prev_page":6}`,
		},
		"own size": {
			paypalfake.Switches{}, "page=2&per_page=5", []string{"7", "6", "5", "4", "3"},
			`{"total_count":12,"total_pages":3,"current_page":2}`, `{"total_count":12,"total_pages":3,"current_page":2,"next_page":3,"prev_page":1}`,
		},
		"filters are ignored": {
			paypalfake.Switches{}, "per_page=2&status=TERMINATED&transaction_status=VOIDED", []string{"12", "11"},
			`{"total_count":12,"total_pages":6,"current_page":1}`, `{"total_count":12,"total_pages":6,"current_page":1,"next_page":2}`,
		},
		"size over the maximum": {
			paypalfake.Switches{MaxPageSize: 3}, "per_page=100", []string{"12", "11", "10"},
			`{"total_count":12,"total_pages":4,"current_page":1}`, `{"total_count":12,"total_pages":4,"current_page":1,"next_page":2}`,
		},
		"oldest first": {
			paypalfake.Switches{OldestFirst: true}, "per_page=3", []string{"1", "2", "3"},
			`{"total_count":12,"total_pages":4,"current_page":1}`, `{"total_count":12,"total_pages":4,"current_page":1,"next_page":2}`,
		},
		"the same page however it is asked for": {
			paypalfake.Switches{SamePage: true}, "page=3&per_page=2", []string{"12", "11"},
			`{"total_count":12,"total_pages":6,"current_page":1}`, `{"total_count":12,"total_pages":6,"current_page":1,"next_page":2}`,
		},
		"overstated": {
			paypalfake.Switches{Totals: paypalfake.TotalsOverstated}, "page=2", []string{"2", "1"},
			`{"total_count":22,"total_pages":3,"current_page":2}`, `{"total_count":22,"total_pages":3,"current_page":2,"next_page":3,"prev_page":1}`,
		},
		"understated": {
			paypalfake.Switches{Totals: paypalfake.TotalsUnderstated, DefaultPageSize: 3}, "", []string{"12", "11", "10"},
			`{"total_count":3,"total_pages":1,"current_page":1}`, `{"total_count":3,"total_pages":1,"current_page":1}`,
		},
		"placeholder": {
			paypalfake.Switches{Totals: paypalfake.TotalsPlaceholder}, "page=2", []string{"2", "1"},
			`{"total_count":123,"total_pages":123,"current_page":123}`, `{"total_count":123,"total_pages":123,"current_page":123,"next_page":3,"prev_page":1}`,
		},
		"absent": {paypalfake.Switches{Totals: paypalfake.TotalsAbsent}, "page=2", []string{"2", "1"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, id := numbered(t, tc.switches, 12)
			wallets := c.ok(t, "GET", "/wallets?external_customer_id=acme&"+tc.query, "")
			if diff := cmp.Diff(tc.want, wallets.column(t, "wallets", "name")); diff != "" {
				t.Errorf("wallets: %s", diff)
			}
			if got := wallets.at(t, "metadata"); got != tc.metadata {
				t.Errorf("metadata %s", got)
			}
			transactions := c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions?"+tc.query, "")
			var want []string
			for _, credits := range tc.want {
				want = append(want, credits+".0")
			}
			if got := transactions.column(t, "wallet_transactions", "credits"); !slices.Equal(want, got) {
				t.Errorf("transactions: %v", got)
			}
			if got := transactions.at(t, "meta"); got != tc.transactions {
				t.Errorf("meta %s", got)
			}
		})
	}
}

func TestPages_areRefused(t *testing.T) {
	t.Parallel()
	c, id := numbered(t, paypalfake.Switches{}, 1)
	for _, tc := range [][2]string{{"page=0", "page"}, {"page=-1", "page"}, {"page=one", "page"}, {"per_page=0", "per_page"}, {"page=99999999999", "page"}} {
		c.refused(t, c.send(t, "GET", "/wallets?external_customer_id=acme&"+tc[0], ""), 400, tc[1], "INVALID_PARAMETER_VALUE")
		c.refused(t, c.send(t, "GET", "/wallets/"+id+"/wallet-transactions?"+tc[0], ""), 400, tc[1], "INVALID_PARAMETER_VALUE")
	}
}

func TestList_needsACustomer(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	c.refused(t, c.send(t, "GET", "/wallets", ""), 400, "external_customer_id", "MISSING_REQUIRED_PARAMETER")
	c.refused(t, c.send(t, "GET", "/wallets?external_customer_id=who", ""), 404, "external_customer_id", "INVALID_RESOURCE_ID")
	if a := c.ok(t, "GET", "/wallets?external_customer_id=acme", ""); a.at(t, "wallets") != "[]" || a.at(t, "metadata", "total_count") != "0" {
		t.Errorf("%s", a.body)
	}
	c.Switch(func(s *paypalfake.Switches) { *s = paypalfake.Switches{UnknownCustomerListsEmpty: true} })
	if a := c.ok(t, "GET", "/wallets?external_customer_id=who", ""); a.at(t, "wallets") != "[]" {
		t.Errorf("%s", a.body)
	}
}

func TestList_isOfOneCustomer(t *testing.T) {
	t.Parallel()
	c, _ := numbered(t, paypalfake.Switches{}, 2)
	if _, err := c.OpenWalletInConsole(paypalfake.Wallet{CustomerID: "globex", Currency: "USD", Rate: d("1"), Name: "theirs"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"theirs"}, c.ok(t, "GET", "/wallets?external_customer_id=globex", "").column(t, "wallets", "name")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"2", "1"}, c.ok(t, "GET", "/wallets?external_customer_id=acme", "").column(t, "wallets", "name")); diff != "" {
		t.Error(diff)
	}
}

func TestBalances_where(t *testing.T) {
	t.Parallel()
	members := []string{
		"available_balance", "ongoing_usage", "net_balance", "available_credits", "ongoing_usage_credits", "net_balance_credits", "consumed_credits",
	}
	for _, tc := range []struct {
		balances     paypalfake.Balances
		read, listed bool
	}{
		{paypalfake.BalancesShown, true, true},
		{paypalfake.BalancesNotListed, true, false},
		{paypalfake.BalancesHidden, false, false},
	} {
		c, id := numbered(t, paypalfake.Switches{Balances: tc.balances}, 1)
		read, list := c.ok(t, "GET", "/wallets/"+id, ""), c.ok(t, "GET", "/wallets?external_customer_id=acme", "")
		for _, member := range members {
			if got := read.at(t, member) != ""; got != tc.read {
				t.Errorf("%d: %s read: %t", tc.balances, member, got)
			}
			if got := list.at(t, "wallets", "0", member) != ""; got != tc.listed {
				t.Errorf("%d: %s listed: %t", tc.balances, member, got)
			}
		}
	}
}
