package paypalfake_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestVariations_coverEverySwitch(t *testing.T) {
	t.Parallel()
	covered := map[string]bool{"NotEnabled": true, "WalletLimit": true, "SamePage": true}
	names := map[string]bool{}
	for _, v := range paypalfake.Variations() {
		if names[v.Name] {
			t.Errorf("%q is there twice", v.Name)
		}
		names[v.Name] = true
		value := reflect.ValueOf(v.Switches)
		for i := range value.NumField() {
			if !value.Field(i).IsZero() {
				covered[value.Type().Field(i).Name] = true
			}
		}
	}
	for field := range reflect.TypeFor[paypalfake.Switches]().Fields() {
		if !covered[field.Name] {
			t.Errorf("no variation sets %s", field.Name)
		}
	}
}

// Under every setting the same life of a wallet leaves the same truth; only what answers show
// differs.
func TestVariations_leaveTheSameTruth(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			c := call(t, v.Switches)
			a := c.ok(t, "POST", "/wallets", `{"external_customer_id":"acme","currency":"USD","rate_amount":"2","name":"Prepaid","granted_credits":"5"}`)
			want := 201
			if v.Switches.CreateAnswers200 {
				want = 200
			}
			if a.status != want {
				t.Errorf("created with %d", a.status)
			}
			id := a.at(t, "id")
			c.ok(t, "PUT", "/wallets/"+id, `{"name":"Renamed"}`)
			c.post(t, id, `{"type":"TOPUP","paid_credits":"100","metadata":[{"key":"tf_reference","value":"renewal/2025-06"}]}`)
			c.post(t, id, `{"type":"TOPUP","paid_credits":"7","granted_credits":"20"}`)
			for _, entry := range c.Transactions(id) {
				if entry.PaymentStatus == paypalfake.PaymentPending {
					if err := c.SettlePayment(entry.ID); err != nil {
						t.Fatal(err)
					}
				}
			}
			c.RunBackground()
			c.post(t, id, `{"type":"VOID","credits_to_void":"30.5"}`)
			c.ok(t, "GET", "/wallets/"+id+"/wallet-transactions?per_page=100", "")
			c.ok(t, "DELETE", "/wallets/"+id, "")
			c.ok(t, "GET", "/wallets?external_customer_id=acme", "")

			credits := "101.5"
			if v.Switches.Pair == paypalfake.PairGrantLost {
				credits = "81.5"
			}
			truth, _ := c.Wallet(id)
			mustEqual(t, "credits", truth.Balance.Credits, credits)
			mustEqual(t, "money", truth.Balance.Money, d(credits).Mul(d("2")).String())
			mustEqual(t, "consumed", truth.Balance.ConsumedCredits, "30.5")
			if truth.Name != "Renamed" || truth.Status != paypalfake.Terminated {
				t.Errorf("%+v", truth)
			}
		})
	}
}

func TestSwitch_isFromTheNextRequestOn(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{})
	id := c.wallet(t, "USD", "1", "")
	c.Switch(func(s *paypalfake.Switches) {
		*s = paypalfake.Switches{DefaultFeeTypesOmitted: true, Timestamps: paypalfake.TimestampsOffset}
	})
	a := c.ok(t, "GET", "/wallets/"+id, "")
	if a.at(t, "applies_to") != "" || a.at(t, "created_at") != "2025-06-15T14:00:00+02:00" {
		t.Errorf("%s", a.body)
	}
	c.Switch(func(s *paypalfake.Switches) { *s = paypalfake.Switches{Timestamps: paypalfake.TimestampsFraction} })
	if got := c.ok(t, "GET", "/wallets/"+id, "").at(t, "created_at"); got != "2025-06-15T12:00:00.000Z" {
		t.Errorf("%s", got)
	}
}

func TestStrictKeys_refusesWhatTheSchemaLacks(t *testing.T) {
	t.Parallel()
	c := call(t, paypalfake.Switches{StrictKeys: true})
	a := c.send(t, "POST", "/wallets", `{"external_customer_id":"acme","currency":"USD","rate_amount":"1","priority":3,
		"applies_to":{"fee_types":[],"codes":[]},"recurring_transaction_rules":[`+strings.Replace(targetRule, "{", `{"id":"x",`, 1)+`]}`)
	c.refused(t, a, 400, "/priority", "UNKNOWN_PARAMETER")
	want := []string{"/priority", "/applies_to/codes", "/recurring_transaction_rules/0/id"}
	if diff := cmp.Diff(want, a.column(t, "details", "field")); diff != "" {
		t.Error(diff)
	}
}
