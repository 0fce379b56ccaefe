package paypal_test

import (
	"regexp"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// The values are those of a UUID, version 5, calculated elsewhere. A change of any is a change of
// the ids that the service remembers.
func TestRequestID_isPinned(t *testing.T) {
	t.Parallel()
	entry := func(reference string, asked paypal.Asked) paypal.TransactionRequest {
		r, err := paypal.NewEntry(reference, asked, map[string]string{"reason": "gift"})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	compensation, err := paypal.NewVoid("order-1", void("3"))
	if err != nil {
		t.Fatal(err)
	}
	wallet := paypal.WalletCreate{ExternalCustomerID: "acme", Currency: "USD", RateAmount: dec("1.5"), Name: "Prepaid"}
	lower := wallet
	lower.Currency = "usd"
	for name, c := range map[string]struct{ got, want string }{
		"kind alone":                       {paypal.RequestID("kind"), "6917e2d9-7521-5745-bf60-e5e41feef28e"},
		"letters beyond ASCII":             {paypal.RequestID("WALLET", "größe", "USD", ""), "496416bf-6fa6-5d92-ac8a-bce12d76734a"},
		"top-up":                           {entry("order-1", both("10", "2")).RequestID("w-1"), "186c6099-20d0-57e4-bd40-a5c1dbaf8bfd"},
		"top-up of other amounts":          {entry("order-1", both("11", "0")).RequestID("w-1"), "186c6099-20d0-57e4-bd40-a5c1dbaf8bfd"},
		"void":                             {entry("order-1", void("3")).RequestID("w-1"), "fd7f16fc-2550-5d0b-a51f-7b93dab52cbc"},
		"compensating void":                {compensation.RequestID("w-1"), "cbee33e0-ecf8-5e93-8cee-0a2551fb4358"},
		"wallet":                           {wallet.RequestID(), "5ee6a8a4-eff6-5fe6-bb0a-88284f19b8a1"},
		"wallet, currency in another case": {lower.RequestID(), "5ee6a8a4-eff6-5fe6-bb0a-88284f19b8a1"},
		"wallet, third of its name":        {wallet.RequestID("w-1", "w-2"), "742cd062-7fad-5105-9ffb-7ffc0c8c0a21"},
		"wallet, third, in another order":  {wallet.RequestID("w-2", "w-1"), "742cd062-7fad-5105-9ffb-7ffc0c8c0a21"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
}

func TestRequestID_partsAreToldApart(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	seen := map[string][]string{}
	for _, parts := range [][]string{
		{}, {""}, {"", ""}, {"a"}, {"a", ""}, {"", "a"}, {"ab", "c"}, {"a", "bc"}, {"abc"}, {"a", "b", "c"}, {"1:a"}, {"a1:b"}, {"a", "1:b"}, {"a1", ":b"},
	} {
		id := paypal.RequestID("K", parts...)
		if !form.MatchString(id) {
			t.Errorf("%q is no UUID of version 5", id)
		}
		if other, ok := seen[id]; ok {
			t.Errorf("%q and %q share %s", parts, other, id)
		}
		seen[id] = parts
	}
}
