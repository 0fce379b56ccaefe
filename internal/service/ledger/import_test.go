package ledger_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func TestEntry_import(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	metadata := acctest.Attrs{"metadata": acctest.Attrs{"ticket": "T-1", "by": "finance"}}
	for name, config := range map[string]acctest.Attrs{
		"top-up of both": b.bought(with(metadata, acctest.Attrs{"reference": "both"})),
		"grant":          b.granted(acctest.Attrs{"reference": "grant", "granted_credits": "10.00"}),
		"purchase":       b.bought(acctest.Attrs{"reference": "a/purchase/with/slashes", "granted_credits": nil, "paid_credits": "0.00001"}),
		"void":           b.voided(acctest.Attrs{"reference": "void"}),
	} {
		tf := b.Terraform(typeName)
		succeed(t, tf.Apply(config), acctest.Create)
		made := tf.State.Attrs()
		reference, _ := config["reference"].(string)
		for way, bring := range map[string]func() acctest.Outcome{
			"id": func() acctest.Outcome { return tf.Import(b.wallet + "/" + reference) },
			"identity": func() acctest.Outcome {
				return tf.ImportIdentity(acctest.Attrs{"wallet_id": b.wallet, "reference": reference})
			},
		} {
			tf.State = nil
			if out := bring(); out.Failed() {
				t.Fatalf("%s by %s: %q", name, way, out.Errors)
			}
			succeed(t, tf.Plan(config), acctest.NoOp)
			if diff := cmp.Diff(acctest.Attrs{"wallet_id": b.wallet, "reference": reference}, tf.Identity()); diff != "" {
				t.Errorf("%s by %s: identity (-want +got):\n%s", name, way, diff)
			}
			// Amounts are in their shortest spelling, which is no difference.
			made["granted_credits"] = tf.State.Attrs()["granted_credits"]
			if diff := cmp.Diff(made, tf.State.Attrs()); diff != "" {
				t.Errorf("%s by %s: state (-made +imported):\n%s", name, way, diff)
			}
		}
	}
}

func TestEntry_importRefused(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	for id, want := range map[string][]string{
		"order-1":                     {"wallet_id/reference", "no slash"},
		b.wallet + "/":                {"empty part"},
		b.wallet + "/order-1":         {"non-existent remote object", "tf_reference", "mint_wallet_transactions"},
		"nowhere/order-1":             {"Cannot import", "nowhere", "Check that the wallet exists"},
		"%2E%2E/order-1":              {"Cannot import"},
		b.wallet + "/order-1/of/2025": {`"order-1/of/2025"`, "non-existent"},
	} {
		tf := b.Terraform(typeName)
		contains(t, tf.Import(id).Errors, want...)
		if tf.State != nil {
			t.Errorf("%s was imported", id)
		}
	}
	b.Server.Inject(fake.Status(503, ""), fake.On("GET", anyRoute), fake.Always())
	contains(t, b.Terraform(typeName).Import(b.wallet+"/order-1").Errors, "Cannot import", "503")
}

// Of a posting whose VOID alone is in sight nothing can be learned.
func TestEntry_importOfAVoidAlone(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	succeed(t, tf.Apply(b.granted(acctest.Attrs{"on_destroy": "void"})), acctest.Create)
	succeed(t, tf.Destroy(), acctest.Delete)
	b.Server.Inject(fake.Rewrite("posting hidden", func(answer fake.Response) fake.Response {
		answer.Body = bytes.ReplaceAll(answer.Body, []byte(`"tf_reference"`), []byte(`"xx_reference"`))
		return answer
	}), fake.On("GET", route), fake.Always())
	contains(t, tf.Import(b.wallet+"/order-2025/1").Errors, "non-existent remote object")
}

// One that was voided can be looked at, but is announced.
func TestEntry_importVoided(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	tf := b.Terraform(typeName)
	config := b.granted(acctest.Attrs{"on_destroy": "void"})
	succeed(t, tf.Apply(config), acctest.Create)
	succeed(t, tf.Destroy(), acctest.Delete)
	out := tf.Import(b.wallet + "/order-2025/1")
	silent(t, out.Errors)
	contains(t, out.Warnings, "Voided:")
	succeed(t, tf.Apply(config), acctest.Update)
	succeed(t, tf.Destroy(), acctest.Delete)
	b.credits(t, "0")
}
