package acceptedrateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// One developer under an email in one resource and a UUID in another buys once: the second is
// refused in the same run, and warned of from the next one on.
func TestPurchase_twoNamesOfOneDeveloper(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.Apigee.Switch(func(w *apigeefake.Switches) { w.DoublePurchases = true })
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	developer, _ := s.Apigee.Developer(org, buyer)
	other := s.Terraform(typeName)
	s.tf.Hold(other)
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	byUUID := order(gold, today, "developer_id", developer.ID)
	other.Apply(byUUID).Says(t, "wo resources of this configuration declare the same object")
	s.tf.Release()
	other.Release()
	other.Apply(byUUID).Expect(t, acctest.Create).Says(t, "Adopted")
	s.tf.Hold(other)
	s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
	other.Plan(byUUID).Expect(t, acctest.NoOp).Says(t, "Two resources manage "+typeName)
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, "", 0))
	equal(t, "charged", s.charged(buyer), "SETUPFEES 20")
}

// With create_before_destroy the new purchase ends the old one where it may, and what is destroyed
// after it is only forgotten.
func TestPurchase_createBeforeDestroy(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("7.5")})
	deluxe := s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All"})
	deposed, created := s.tf, s.Terraform(typeName)
	deposed.Apply(order(gold, today)).Expect(t, acctest.Create)
	deposed.Hold(created)
	created.Apply(order(deluxe, "2025-07-01", "replace_conflicting", true)).Expect(t, acctest.Create)
	deposed.Destroy().Expect(t, acctest.Delete)
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, today, 0), line(deluxe, "2025-07-01", "", 0))
	equal(t, "charged", s.charged(buyer), "TERMINATIONFEES 7.5")
}
