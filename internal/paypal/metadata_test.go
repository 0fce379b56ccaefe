package paypal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func TestNewEntry_metadata(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		reference string
		asked     paypal.Asked
		user      map[string]string
		want      []paypal.Pair
	}{
		"ours": {"2026/q1", both("10.50", "2"), nil, []paypal.Pair{{"tf_reference", "2026/q1"}, {"tf_asked", "TOPUP paid=10.5 granted=2"}}},
		"the user's, sorted, after ours": {"r", void("3"), map[string]string{"ticket": "T-1", "reason": "goodwill", "TF_x": "y"}, []paypal.Pair{
			{"tf_reference", "r"}, {"tf_asked", "VOID credits=3"}, {"TF_x", "y"}, {"reason", "goodwill"}, {"ticket", "T-1"}}},
		"25 digits of both kinds": {strings.Repeat("r", 64), both("999999999999999999999999.9", "0.1234567890123456789012345"), nil, []paypal.Pair{
			{"tf_reference", strings.Repeat("r", 64)}, {"tf_asked", "TOPUP paid=999999999999999999999999.9 granted=0.1234567890123456789012345"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := paypal.NewEntry(c.reference, c.asked, c.user)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(paypal.TransactionRequest{Asked: c.asked, Metadata: c.want}, got); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
			for _, p := range got.Metadata {
				if len(p.Key) > paypal.MaxMetadataKey || len(p.Value) > paypal.MaxMetadataValue {
					t.Errorf("the pair %v is over the limits", p)
				}
			}
		})
	}
}

func TestNewVoid_metadata(t *testing.T) {
	t.Parallel()
	got, err := paypal.NewVoid("order-1", void("10.0"))
	if err != nil {
		t.Fatal(err)
	}
	want := paypal.TransactionRequest{Asked: void("10"), Metadata: []paypal.Pair{{"tf_voids", "order-1"}, {"tf_asked", "VOID credits=10"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	for name, refused := range map[string]func() (paypal.TransactionRequest, error){
		"a top-up":        func() (paypal.TransactionRequest, error) { return paypal.NewVoid("r", both("1", "0")) },
		"nothing to void": func() (paypal.TransactionRequest, error) { return paypal.NewVoid("r", void("0")) },
		"no reference":    func() (paypal.TransactionRequest, error) { return paypal.NewVoid("", void("1")) },
		"too many digits": func() (paypal.TransactionRequest, error) { return paypal.NewVoid("r", void("1e90")) },
		"entry, too long": func() (paypal.TransactionRequest, error) { return paypal.NewEntry("r", both("1e45", "1e45"), nil) },
		"entry, bad name": func() (paypal.TransactionRequest, error) { return paypal.NewEntry("a b", void("1"), nil) },
		"entry, bad pairs": func() (paypal.TransactionRequest, error) {
			return paypal.NewEntry("r", void("1"), map[string]string{"tf_x": "1"})
		},
	} {
		if r, err := refused(); err == nil {
			t.Errorf("%s: made %v", name, r)
		}
	}
}

func TestCheckReference(t *testing.T) {
	t.Parallel()
	for reference, ok := range map[string]bool{
		"a": true, "Z": true, "0": true, "a-b_c.d:e@f/g": true, "2026-01/acme@example.com": true, strings.Repeat("x", 64): true, ".": true,
		"": false, strings.Repeat("x", 65): false, "a b": false, "a\n": false, "\na": false, "ä": false, "a#b": false, "a+b": false, "a%2Fb": false, "a=b": false, "a\x00": false,
	} {
		if err := paypal.CheckReference(reference); (err == nil) != ok {
			t.Errorf("reference %q: error %v", reference, err)
		}
	}
}

func TestCheckMetadata(t *testing.T) {
	t.Parallel()
	many := map[string]string{}
	for i := range paypal.MaxUserMetadata {
		many[fmt.Sprintf("key%d", i)] = "v"
	}
	more := map[string]string{"one": "more"}
	for k, v := range many {
		more[k] = v
	}
	for name, c := range map[string]struct {
		metadata map[string]string
		want     string
	}{
		"none":              {nil, ""},
		"longest":           {map[string]string{strings.Repeat("é", 20): strings.Repeat("é", 100)}, ""},
		"most":              {many, ""},
		"tf without a line": {map[string]string{"tf": "v", "tfx_": "v", "TF_a": "v"}, ""},
		"too many":          {more, "14 pairs"},
		"key too long":      {map[string]string{strings.Repeat("k", 21): "v"}, "20 characters"},
		"value too long":    {map[string]string{"k": strings.Repeat("v", 101)}, "100 characters"},
		"blank key":         {map[string]string{" ": "v"}, "key is blank"},
		"blank value":       {map[string]string{"k": "\t"}, "blank"},
		"our reference":     {map[string]string{"tf_reference": "v"}, "reserved"},
		"our prefix":        {map[string]string{"tf_": "v"}, "reserved"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := paypal.CheckMetadata(c.metadata)
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one about %q", err, c.want)
			}
		})
	}
}

func TestTransactionRequest_echoed(t *testing.T) {
	t.Parallel()
	request, err := paypal.NewEntry("order-1", both("1", "2"), map[string]string{"reason": "gift"})
	if err != nil {
		t.Fatal(err)
	}
	reference, asked := paypal.Pair{Key: "tf_reference", Value: "order-1"}, paypal.Pair{Key: "tf_asked", Value: "TOPUP paid=1 granted=2"}
	one := func(pairs ...paypal.Pair) []paypal.Transaction { return []paypal.Transaction{{Metadata: pairs}} }
	for name, c := range map[string]struct {
		answer []paypal.Transaction
		want   bool
	}{
		"as sent":                      {one(reference, asked, paypal.Pair{Key: "reason", Value: "gift"}), true},
		"in another order":             {one(asked, paypal.Pair{Key: "more", Value: "x"}, reference), true},
		"without the user's":           {one(reference, asked), true},
		"dropped":                      {one(), false},
		"one of two dropped":           {append(one(reference, asked), one()...), false},
		"reference dropped":            {one(asked), false},
		"asked dropped":                {one(reference), false},
		"reference cut":                {one(paypal.Pair{Key: "tf_reference", Value: "order"}, asked), false},
		"asked cut":                    {one(reference, paypal.Pair{Key: "tf_asked", Value: "TOPUP paid=1"}), false},
		"an earlier answer, replayed":  {one(reference, paypal.Pair{Key: "tf_asked", Value: "TOPUP paid=7"}), false},
		"no transactions, none to see": {nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := request.Echoed(c.answer); got != c.want {
				t.Errorf("echoed: %t, want %t", got, c.want)
			}
		})
	}
}
