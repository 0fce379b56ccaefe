package ledger_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestDataSource(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	stock := b.PayPal.Transactions(b.wallet)[0]
	succeed(t, b.Terraform(typeName).Apply(b.granted(acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1"}})), acctest.Create)
	posted := b.posted()[0]
	const at = "2025-06-15T12:00:00Z"
	for name, want := range map[string]acctest.Attrs{
		"posted by us": {
			"transaction_id": posted.ID, "wallet_id": b.wallet, "transaction_status": "GRANTED", "transaction_type": "INBOUND", "payment_status": "SETTLED", "source": "MANUAL",
			"credits": "10", "amount": "10000", "currency": "USD", "created_at": at, "settled_at": at, "failed_at": nil,
			"reference": "order-2025/1", "metadata": acctest.Attrs{"ticket": "T-1", "tf_reference": "order-2025/1", "tf_asked": "TOPUP granted=10"},
		},
		"posted in the console": {
			"transaction_id": stock.ID, "wallet_id": b.wallet, "transaction_status": "GRANTED", "transaction_type": "INBOUND", "payment_status": "SETTLED", "source": "MANUAL",
			"credits": "100", "amount": "100000", "currency": "USD", "created_at": at, "settled_at": at, "failed_at": nil,
			"reference": nil, "metadata": nil,
		},
	} {
		got, out := b.Terraform("mint_wallet_transaction").DataSource(acctest.Attrs{"transaction_id": want["transaction_id"]})
		silent(t, out.Errors)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	_, out := b.Terraform("mint_wallet_transaction").DataSource(acctest.Attrs{"transaction_id": "nothing"})
	contains(t, out.Errors, "Cannot read wallet transaction nothing", "mint_wallet_transactions lists")
	_, out = b.Terraform("mint_wallet_transaction").DataSource(acctest.Attrs{"transaction_id": ""})
	contains(t, out.Errors, "transaction_id")
}

// ledger books one transaction of each kind besides the stock, and returns the ids of all.
func (b *bank) ledger(t *testing.T) (stock, pending, grant, failed, invoiced string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	bought, err := b.PayPal.TopUpInConsole(b.wallet, dec("7"), dec("0.00001"))
	must(err)
	unpaid, err := b.PayPal.TopUpInConsole(b.wallet, dec("8"), dec("0"))
	must(err)
	must(b.PayPal.FailPayment(unpaid[0].ID))
	consumed, err := b.PayPal.ConsumeByInvoice(b.wallet, dec("1000"))
	must(err)
	return b.PayPal.Transactions(b.wallet)[0].ID, bought[0].ID, bought[1].ID, unpaid[0].ID, consumed.ID
}

// listed checks which transactions the data source shows, in whatever order.
func (b *bank) listed(t *testing.T, filters acctest.Attrs, want ...string) {
	t.Helper()
	data, out := b.Terraform("mint_wallet_transactions").DataSource(with(acctest.Attrs{"wallet_id": b.wallet}, filters))
	silent(t, out.Errors)
	list, ok := data["wallet_transactions"].([]any)
	var got []string
	for _, element := range list {
		if attrs, ok := element.(acctest.Attrs); ok {
			got = append(got, fmt.Sprint(attrs["transaction_id"]))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("%v (-want +got):\n%s", filters, diff)
	}
}

func TestListDataSource_switches(t *testing.T) {
	t.Parallel()
	for _, v := range paypalfake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(func(s *paypalfake.Switches) { *s = v.Switches })
			stock, pending, grant, failed, invoiced := b.ledger(t)
			b.listed(t, nil, stock, pending, grant, failed, invoiced)
		})
	}
}

func TestListDataSource_filters(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	stock, pending, grant, failed, invoiced := b.ledger(t)
	b.listed(t, acctest.Attrs{"transaction_type": "OUTBOUND"}, invoiced)
	b.listed(t, acctest.Attrs{"transaction_status": "PURCHASED"}, pending, failed)
	b.listed(t, acctest.Attrs{"payment_status": "PENDING"}, pending)
	b.listed(t, acctest.Attrs{"payment_status": "SETTLED", "transaction_status": "GRANTED", "transaction_type": "INBOUND"}, stock, grant)
	b.listed(t, acctest.Attrs{"transaction_status": "VOIDED"})
}

func TestListDataSource_refused(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	for name, change := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"direction":      {acctest.Attrs{"transaction_type": "IN"}, []string{"transaction_type", "INBOUND"}},
		"status":         {acctest.Attrs{"transaction_status": "granted"}, []string{"transaction_status", "GRANTED"}},
		"payment":        {acctest.Attrs{"payment_status": "PAID"}, []string{"payment_status", "SETTLED"}},
		"no wallet":      {acctest.Attrs{"wallet_id": ""}, []string{"wallet_id"}},
		"unknown wallet": {acctest.Attrs{"wallet_id": "nowhere"}, []string{"Cannot read the ledger of wallet nowhere", "mint_wallets lists"}},
	} {
		_, out := b.Terraform("mint_wallet_transactions").DataSource(with(acctest.Attrs{"wallet_id": b.wallet}, change.config))
		contains(t, out.Errors, change.want...)
		if !out.Failed() {
			t.Errorf("%s was accepted", name)
		}
	}
	for name, fault := range map[string]fake.Fault{"500": fake.Status(500, ""), "HTML": fake.HTML(200), "truncated": fake.Truncate(), "gone": fake.Status(403, "")} {
		b.Server.ClearFaults()
		b.Server.Inject(fault, fake.On("GET", anyRoute), fake.Always())
		if data, out := b.Terraform("mint_wallet_transactions").DataSource(acctest.Attrs{"wallet_id": b.wallet}); !out.Failed() {
			t.Errorf("%s: %v", name, data)
		}
	}
	b.Block["paypal"] = acctest.Unknown
	_, out := b.Terraform("mint_wallet_transactions").DataSource(acctest.Attrs{"wallet_id": b.wallet})
	contains(t, out.Errors, "paypal", "depends_on")
}
