package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// shelf posts entries of each sort and returns what they are listed as.
func (b *bank) shelf(t *testing.T) map[string]bool {
	t.Helper()
	for _, config := range []acctest.Attrs{
		b.bought(acctest.Attrs{"granted_credits": "10.50", "metadata": acctest.Attrs{"ticket": "${T}-1 \"東京\"\n%{x}"}}),
		b.granted(acctest.Attrs{"reference": "gift"}),
		b.voided(acctest.Attrs{"reference": "taken/back", "credits_to_void": "3.00001"}),
	} {
		succeed(t, b.Terraform(typeName).Apply(config), acctest.Create)
	}
	return map[string]bool{
		"order-2025/1: TOPUP 5.5 paid and 10.5 granted credits": true, "gift: TOPUP 10 granted credits": true, "taken/back: VOID 3.00001 credits": true,
	}
}

func displayNames(found []acctest.Found) map[string]bool {
	names := map[string]bool{}
	for _, f := range found {
		names[f.DisplayName] = true
	}
	return names
}

func TestList(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*paypalfake.Switches){
		"plain":        func(*paypalfake.Switches) {},
		"small pages":  func(s *paypalfake.Switches) { s.MaxPageSize = 1 },
		"oldest first": func(s *paypalfake.Switches) { s.OldestFirst = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBank(t)
			b.PayPal.Switch(change)
			want := b.shelf(t)
			tf := b.Terraform(typeName)
			found, out := tf.List(acctest.Attrs{"wallet_id": b.wallet}, acctest.DefaultLimit)
			if diff := cmp.Diff(want, displayNames(found)); diff != "" || out.Failed() {
				t.Fatalf("%s%q", diff, out.Errors)
			}
			contains(t, out.Warnings, "1 left out of the entries of wallet "+b.wallet, "no reference (1)")
			posts := b.posts()
			for _, f := range found {
				succeed(t, tf.Adopt(f), acctest.NoOp)
			}
			if b.posts() != posts {
				t.Error("something was posted")
			}
		})
	}
}

// What an earlier destroy has voided is not offered for adoption.
func TestList_voided(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
	succeed(t, tf.Destroy(), acctest.Delete)
	found, out := tf.List(acctest.Attrs{"wallet_id": b.wallet}, acctest.DefaultLimit)
	if len(found) > 0 || out.Failed() {
		t.Fatalf("got %v, %q", found, out.Errors)
	}
	contains(t, out.Warnings, "2 left out", "a void of the entry (1), no reference (1)")
}

func TestList_limitsAndFaults(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.shelf(t)
	tf := b.Terraform(typeName)
	found, out := tf.List(acctest.Attrs{"wallet_id": b.wallet}, 2)
	if len(found) != 2 || out.Failed() {
		t.Fatalf("got %v, %q", found, out.Errors)
	}
	contains(t, out.Warnings, "Only 2 of the entries of wallet "+b.wallet)
	_, out = tf.List(acctest.Attrs{"wallet_id": "nothing"}, acctest.DefaultLimit)
	contains(t, out.Errors, "Cannot list the entries of wallet nothing", "Check wallet_id")

	b.PayPal.Switch(func(s *paypalfake.Switches) { s.Metadata = paypalfake.EchoTruncated })
	found, out = tf.List(acctest.Attrs{"wallet_id": b.wallet}, acctest.DefaultLimit)
	if len(found) > 0 || out.Failed() {
		t.Errorf("got %v, %q", found, out.Errors)
	}
	contains(t, out.Warnings, "amounts that cannot be read (3)")

	b.PayPal.Switch(func(s *paypalfake.Switches) { s.MaxPageSize = 1 })
	b.Server.Inject(fake.Status(400, `{"name":"INVALID_REQUEST","message":"broken"}`), fake.On("GET", route), fake.Skip(2), fake.Always())
	_, out = tf.List(acctest.Attrs{"wallet_id": b.wallet}, acctest.DefaultLimit)
	contains(t, out.Errors, "Cannot list the entries of wallet "+b.wallet, "broken")
}
