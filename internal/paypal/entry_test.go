package paypal_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

const (
	askedBoth = "TOPUP paid=10 granted=2"
	askedPaid = "TOPUP paid=10"
	askedVoid = "VOID credits=3"
)

// posted is a transaction of ours.
func posted(id, kind, reference, asked string) paypal.Transaction {
	return paypal.Transaction{ID: id, TransactionStatus: kind, PaymentStatus: paypal.PaymentSettled,
		Metadata: []paypal.Pair{{Key: "tf_reference", Value: reference}, {Key: "tf_asked", Value: asked}}}
}

// compensation is a VOID that compensates a posting.
func compensation(id, reference string) paypal.Transaction {
	return paypal.Transaction{ID: id, TransactionStatus: paypal.Voided, PaymentStatus: paypal.PaymentSettled,
		Metadata: []paypal.Pair{{Key: "tf_asked", Value: askedVoid}, {Key: "tf_voids", Value: reference}}}
}

// outline is an entry in brief.
type outline struct {
	Reference, Asked string
	IDs, Voids       string
	Complete, Spent  bool
}

func outlines(entries []paypal.Entry) []outline {
	var all []outline
	for _, e := range entries {
		o := outline{Reference: e.Reference, Asked: e.Asked, Complete: e.Complete(), Spent: e.Spent()}
		for _, t := range e.Transactions {
			o.IDs += t.ID
		}
		for _, t := range e.Voids {
			o.Voids += t.ID
		}
		all = append(all, o)
	}
	return all
}

func TestEntries(t *testing.T) {
	t.Parallel()
	p, g, v := paypal.Purchased, paypal.Granted, paypal.Voided
	with := func(t paypal.Transaction, change func(*paypal.Transaction)) paypal.Transaction {
		change(&t)
		return t
	}
	reversed := func(t *paypal.Transaction) { slices.Reverse(t.Metadata) }
	for name, c := range map[string]struct {
		history []paypal.Transaction
		want    []outline
	}{
		"nothing": {nil, nil},
		"nothing of ours": {[]paypal.Transaction{{ID: "a", TransactionStatus: p}, {ID: "b", TransactionStatus: paypal.Invoiced, Metadata: []paypal.Pair{{Key: "reason", Value: "x"}}},
			{ID: "c", Metadata: []paypal.Pair{{Key: "tf_asked", Value: askedPaid}}}, {ID: "d", Metadata: []paypal.Pair{{Key: "tf_reference"}, {Key: "tf_voids"}}}}, nil},
		"one of each shape, newest first": {
			[]paypal.Transaction{posted("d", v, "void", askedVoid), posted("c", p, "paid", askedPaid), posted("b", g, "both", askedBoth), posted("a", p, "both", askedBoth)},
			[]outline{{"void", askedVoid, "d", "", true, false}, {"paid", askedPaid, "c", "", true, false}, {"both", askedBoth, "ab", "", true, false}},
		},
		"purchase first": {[]paypal.Transaction{posted("a", p, "r", askedBoth), posted("b", g, "r", askedBoth)}, []outline{{"r", askedBoth, "ab", "", true, false}}},
		"metadata in another order": {[]paypal.Transaction{with(posted("b", g, "r", askedBoth), reversed), posted("a", p, "r", askedBoth)},
			[]outline{{"r", askedBoth, "ab", "", true, false}}},
		"others between the halves": {[]paypal.Transaction{posted("a", p, "r", askedBoth), posted("x", p, "s", askedBoth), {ID: "n"}, posted("b", g, "r", askedBoth)},
			[]outline{{"r", askedBoth, "ab", "", true, false}, {"s", askedBoth, "x", "", false, false}}},
		"only the purchase":  {[]paypal.Transaction{posted("a", p, "r", askedBoth)}, []outline{{"r", askedBoth, "a", "", false, false}}},
		"only the grant":     {[]paypal.Transaction{posted("b", g, "r", askedBoth)}, []outline{{"r", askedBoth, "b", "", false, false}}},
		"the same one twice": {[]paypal.Transaction{posted("a", p, "r", askedPaid), posted("a", p, "r", askedPaid)}, []outline{{"r", askedPaid, "a", "", true, false}}},
		"posted twice":       {[]paypal.Transaction{posted("b", p, "r", askedPaid), posted("a", p, "r", askedPaid)}, []outline{{"r", askedPaid, "b", "", true, false}, {"r", askedPaid, "a", "", true, false}}},
		"both kinds, posted twice": {
			[]paypal.Transaction{posted("d", g, "r", askedBoth), posted("c", p, "r", askedBoth), posted("b", g, "r", askedBoth), posted("a", p, "r", askedBoth)},
			[]outline{{"r", askedBoth, "cd", "", true, false}, {"r", askedBoth, "ab", "", true, false}},
		},
		"posted twice, once by half": {[]paypal.Transaction{posted("c", p, "r", askedBoth), posted("b", g, "r", askedBoth), posted("a", p, "r", askedBoth)},
			[]outline{{"r", askedBoth, "cb", "", true, false}, {"r", askedBoth, "a", "", false, false}}},
		"posted twice, ids not shown": {[]paypal.Transaction{posted("", p, "r", askedPaid), posted("", p, "r", askedPaid)}, []outline{{"r", askedPaid, "", "", true, false}, {"r", askedPaid, "", "", true, false}}},
		"a failed payment and another posting": {
			[]paypal.Transaction{posted("b", p, "r", askedPaid), with(posted("a", p, "r", askedPaid), func(t *paypal.Transaction) { t.PaymentStatus = paypal.PaymentFailed })},
			[]outline{{"r", askedPaid, "b", "", true, false}, {"r", askedPaid, "a", "", true, false}},
		},
		"other amounts under one reference": {[]paypal.Transaction{posted("b", p, "r", "TOPUP paid=7"), posted("a", p, "r", askedPaid)},
			[]outline{{"r", "TOPUP paid=7", "b", "", true, false}, {"r", askedPaid, "a", "", true, false}}},
		"asked dropped": {[]paypal.Transaction{with(posted("a", p, "r", askedPaid), func(t *paypal.Transaction) { t.Metadata = t.Metadata[:1] })},
			[]outline{{"r", "", "a", "", false, false}}},
		"asked cut": {[]paypal.Transaction{posted("b", g, "r", "TOPUP pa"), posted("a", p, "r", "TOPUP pa")}, []outline{{"r", "TOPUP pa", "ab", "", false, false}}},
		"asked dropped from one half": {[]paypal.Transaction{with(posted("b", g, "r", askedBoth), func(t *paypal.Transaction) { t.Metadata = t.Metadata[:1] }), posted("a", p, "r", askedBoth)},
			[]outline{{"r", "", "b", "", false, false}, {"r", askedBoth, "a", "", false, false}}},
		"reference dropped":          {[]paypal.Transaction{with(posted("a", p, "r", askedPaid), func(t *paypal.Transaction) { t.Metadata = t.Metadata[1:] })}, nil},
		"a kind not known here":      {[]paypal.Transaction{posted("b", "BONUS", "r", askedPaid), posted("a", p, "r", askedPaid)}, []outline{{"r", askedPaid, "ab", "", true, false}}},
		"compensated":                {[]paypal.Transaction{compensation("v", "r"), posted("b", g, "r", askedBoth), posted("a", p, "r", askedBoth)}, []outline{{"r", askedBoth, "ab", "v", true, true}}},
		"compensation listed last":   {[]paypal.Transaction{posted("a", p, "r", askedPaid), compensation("v", "r")}, []outline{{"r", askedPaid, "a", "v", true, true}}},
		"compensated twice":          {[]paypal.Transaction{compensation("w", "r"), compensation("v", "r"), posted("a", p, "r", askedPaid)}, []outline{{"r", askedPaid, "a", "wv", true, true}}},
		"compensation listed twice":  {[]paypal.Transaction{compensation("v", "r"), compensation("v", "r"), posted("a", p, "r", askedPaid)}, []outline{{"r", askedPaid, "a", "v", true, true}}},
		"compensation of another":    {[]paypal.Transaction{compensation("v", "s"), posted("a", p, "r", askedPaid)}, []outline{{"r", askedPaid, "a", "", true, false}, {"s", "", "", "v", false, true}}},
		"only compensations":         {[]paypal.Transaction{compensation("w", "s"), compensation("v", "r"), compensation("u", "s")}, []outline{{"s", "", "", "wu", false, true}, {"r", "", "", "v", false, true}}},
		"posted twice, compensated":  {[]paypal.Transaction{posted("b", p, "r", askedPaid), posted("a", p, "r", askedPaid), compensation("v", "r")}, []outline{{"r", askedPaid, "b", "v", true, true}, {"r", askedPaid, "a", "v", true, true}}},
		"a void of the same name":    {[]paypal.Transaction{posted("v", v, "r", askedVoid), posted("a", p, "r", askedPaid)}, []outline{{"r", askedVoid, "v", "", true, false}, {"r", askedPaid, "a", "", true, false}}},
		"references that look alike": {[]paypal.Transaction{posted("b", p, "R", askedPaid), posted("a", p, "r", askedPaid), posted("c", p, "r/", askedPaid)}, []outline{{"R", askedPaid, "b", "", true, false}, {"r", askedPaid, "a", "", true, false}, {"r/", askedPaid, "c", "", true, false}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := slices.Clone(c.history)
			if diff := cmp.Diff(c.want, outlines(paypal.FindEntries(c.history))); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, c.history); diff != "" {
				t.Errorf("the history was changed:\n%s", diff)
			}
		})
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	history := []paypal.Transaction{
		posted("c", paypal.Purchased, "twice", askedPaid), posted("b", paypal.Purchased, "twice", askedPaid), posted("a", paypal.Purchased, "once", askedPaid), compensation("v", "gone"),
	}
	for reference, want := range map[string][]outline{
		"absent": nil,
		"once":   {{"once", askedPaid, "a", "", true, false}},
		"twice":  {{"twice", askedPaid, "c", "", true, false}, {"twice", askedPaid, "b", "", true, false}},
		"gone":   {{"gone", "", "", "v", false, true}},
		"onc":    nil,
	} {
		if diff := cmp.Diff(want, outlines(paypal.Named(history, reference))); diff != "" {
			t.Errorf("entries of %q (-want +got):\n%s", reference, diff)
		}
	}
}

func TestEntry_missing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		asked string
		kinds []string
		want  []string
	}{
		"both there":       {askedBoth, []string{paypal.Purchased, paypal.Granted}, []string{}},
		"grant missing":    {askedBoth, []string{paypal.Purchased}, []string{paypal.Granted}},
		"purchase missing": {askedBoth, []string{paypal.Granted}, []string{paypal.Purchased}},
		"both missing":     {askedBoth, nil, []string{paypal.Purchased, paypal.Granted}},
		"paid only":        {askedPaid, []string{paypal.Purchased}, []string{}},
		"void":             {askedVoid, []string{paypal.Voided}, []string{}},
		"void missing":     {askedVoid, []string{paypal.Purchased}, []string{paypal.Voided}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := paypal.Entry{Asked: c.asked}
			for _, kind := range c.kinds {
				e.Transactions = append(e.Transactions, paypal.Transaction{TransactionStatus: kind})
			}
			got, err := e.Missing()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
			if e.Complete() != (len(c.want) == 0) {
				t.Errorf("complete: %t", e.Complete())
			}
		})
	}
	if missing, err := (paypal.Entry{Asked: "TOPUP pa"}).Missing(); err == nil {
		t.Errorf("missing %v of a text cut short", missing)
	}
}

func TestEntry_settledAndPending(t *testing.T) {
	t.Parallel()
	part := func(kind, payment, credits string) paypal.Transaction {
		return paypal.Transaction{ID: "t-9", TransactionStatus: kind, PaymentStatus: payment, Credits: new(dec(credits))}
	}
	purchase := func(payment string) paypal.Transaction {
		return part(paypal.Purchased, payment, "12345678901234567.89")
	}
	grant := part(paypal.Granted, paypal.PaymentSettled, "0.00001")
	outbound := part("TAKEN", "", "3")
	outbound.TransactionType = paypal.Outbound
	for name, c := range map[string]struct {
		transactions []paypal.Transaction
		settled      string
		pending      []paypal.Transaction
	}{
		"nothing":                   {nil, "0", nil},
		"both settled":              {[]paypal.Transaction{purchase(paypal.PaymentSettled), grant}, "12345678901234567.89001", nil},
		"purchase pending":          {[]paypal.Transaction{purchase(paypal.PaymentPending), grant}, "0.00001", []paypal.Transaction{purchase(paypal.PaymentPending)}},
		"purchase failed":           {[]paypal.Transaction{purchase(paypal.PaymentFailed), grant}, "0.00001", nil},
		"status not known":          {[]paypal.Transaction{grant, purchase("HELD")}, "0.00001", []paypal.Transaction{purchase("HELD")}},
		"status not shown":          {[]paypal.Transaction{purchase(""), grant}, "0.00001", []paypal.Transaction{purchase("")}},
		"a grant without a status":  {[]paypal.Transaction{part(paypal.Granted, "", "3")}, "0", []paypal.Transaction{part(paypal.Granted, "", "3")}},
		"a void adds none":          {[]paypal.Transaction{part(paypal.Voided, paypal.PaymentSettled, "3"), part(paypal.Voided, "", "3")}, "0", nil},
		"an invoice adds none":      {[]paypal.Transaction{part(paypal.Invoiced, paypal.PaymentSettled, "3")}, "0", nil},
		"unknown kind, settled":     {[]paypal.Transaction{part("BONUS", paypal.PaymentSettled, "3"), grant}, "3.00001", nil},
		"unknown kind, not settled": {[]paypal.Transaction{part("BONUS", "", "3"), grant}, "0.00001", []paypal.Transaction{part("BONUS", "", "3")}},
		"unknown kind, outbound":    {[]paypal.Transaction{outbound, grant}, "0.00001", nil},
		"pending, no amount": {[]paypal.Transaction{{TransactionStatus: paypal.Purchased, PaymentStatus: paypal.PaymentPending}}, "0",
			[]paypal.Transaction{{TransactionStatus: paypal.Purchased, PaymentStatus: paypal.PaymentPending}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := paypal.Entry{Transactions: c.transactions}
			got, err := e.Settled()
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != c.settled {
				t.Errorf("settled %s, want %s", got, c.settled)
			}
			if diff := cmp.Diff(c.pending, e.Pending(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("pending (-want +got):\n%s", diff)
			}
		})
	}
	silent := paypal.Entry{Reference: "order-1", Transactions: []paypal.Transaction{grant, {ID: "t-7", TransactionStatus: paypal.Granted, PaymentStatus: paypal.PaymentSettled}}}
	if got, err := silent.Settled(); err == nil || !strings.Contains(err.Error(), "t-7") || !strings.Contains(err.Error(), "order-1") {
		t.Errorf("settled %s, error %v; want an error that names transaction and reference", got, err)
	}
}

func TestEntry_id(t *testing.T) {
	t.Parallel()
	a, v := paypal.Transaction{ID: "a"}, paypal.Transaction{ID: "v"}
	for want, e := range map[string]paypal.Entry{
		"a": {Transactions: []paypal.Transaction{a, v}, Voids: []paypal.Transaction{v}},
		"v": {Voids: []paypal.Transaction{v}},
		"":  {},
	} {
		if got := e.ID(); got != want {
			t.Errorf("id %q, want %q", got, want)
		}
	}
}
