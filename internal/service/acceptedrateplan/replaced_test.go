package acceptedrateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// What a replacement will charge and end is that of the configuration, not of the purchase that it
// replaces: Terraform shows the warnings of the plan that still has its state.
func TestPurchase_replacedAsConfigured(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	silver := s.sells(apigeefake.RatePlan{Name: "Silver", SetUpFee: fee("5")})
	deluxe := s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All"})
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	out := s.tf.Plan(order(silver, "2025-06-16", "waive_set_up_fees", true)).Expect(t, acctest.Replace)
	if wrong := warned(out, "charges 5 USD"); len(wrong) > 0 {
		t.Errorf("said of a fee that is waived: %q", wrong)
	}
	s.tf.Plan(order(deluxe, today, "replace_conflicting", true)).Expect(t, acctest.Replace)

	waived := newShop(t)
	waived.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	waived.sells(apigeefake.RatePlan{Name: "Silver", SetUpFee: fee("5")})
	waived.tf.Apply(order(gold, today, "waive_set_up_fees", true)).Expect(t, acctest.Create)
	out = waived.tf.Apply(order(silver, "2025-06-16")).Expect(t, acctest.Replace)
	if wrong := warned(out, "is waived"); len(wrong) > 0 {
		t.Errorf("said of a fee that is charged: %q", wrong)
	}
	equal(t, "charged", waived.charged(buyer), "SETUPFEES 5")
}

// A plan of other products replaces one on the same day, since both can be had at once.
func TestPurchase_replacedByOtherProducts(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	maps := s.sells(apigeefake.RatePlan{Package: "maps", Name: "Map"})
	deluxe := s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All"})
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	s.tf.Plan(order(deluxe, today)).Says(t, "on the same day")
	s.tf.Apply(order(maps, today)).Expect(t, acctest.Replace)
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, today, 0), line(maps, today, "", 0))
}

// What ends today by itself charges nothing for being destroyed, and the plan does not say so.
func TestPurchase_destroyedOnItsLastDay(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("7.5")})
	s.tf.Apply(order(gold, today, "end_date", today)).Expect(t, acctest.Create)
	out := s.tf.Destroy().Expect(t, acctest.Delete)
	out.Says(t, "ends today, 2025-06-15, by itself")
	if wrong := warned(out, "may charge"); len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
	equal(t, "charged", s.charged(buyer))
}

// A subscription that a revision of its plan continues, published before it begins, is one
// purchase: its end is no difference, and destroying it ends what goes on.
func TestPurchase_revisionInTheFutureUnderANewID(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.Apigee.Switch(func(w *apigeefake.Switches) { w.MovedAtPublication, w.MovedUnderNewID = true, true })
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20")})
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	second := s.sells(apigeefake.RatePlan{Name: "Gold 2", Parent: gold, StartDate: "2025-06-20 00:00:00"})
	s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
	s.passes(4)
	s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
	s.passes(1)
	s.tf.Plan(order(gold, today)).Expect(t, acctest.NoOp)
	s.tf.Destroy().Expect(t, acctest.Delete)
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, "2025-06-19", 0), line(second, "2025-06-20", "2025-06-20", 0))
	equal(t, "charged", s.charged(buyer), "SETUPFEES 20")
}

// Destroying before such a revision begins cancels what would go on, too.
func TestPurchase_destroyedBeforeItsRevision(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.Apigee.Switch(func(w *apigeefake.Switches) { w.MovedAtPublication, w.MovedUnderNewID = true, true })
	gold := s.sells(apigeefake.RatePlan{Name: "Gold"})
	s.tf.Apply(order(gold, today)).Expect(t, acctest.Create)
	s.sells(apigeefake.RatePlan{Name: "Gold 2", Parent: gold, StartDate: "2025-06-20 00:00:00"})
	s.tf.Destroy().Expect(t, acctest.Delete)
	equal(t, "holds", holds(s.Env, buyer), line(gold, today, today, 0))
}
