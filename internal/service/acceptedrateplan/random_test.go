package acceptedrateplan_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Whatever is planned in whatever order, and whatever the service answers: a purchase by plan and
// start is charged once, and so is its end, and an apply that succeeds leaves nothing to do.
func TestPurchase_anyOrder(t *testing.T) {
	t.Parallel()
	faults := []fake.Fault{fake.DropAfter(), fake.DropBefore(), fake.Status(500, ""), fake.AfterEffect(fake.Status(500, "")), fake.Truncate(), fake.HTML(502), fake.OmitKeys("id")}
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, seed))
			some := func(n int) bool { return random.IntN(n) == 0 }
			s := newShop(t)
			s.Apigee.Switch(func(w *apigeefake.Switches) {
				w.DoublePurchases, w.MovedUnderNewID, w.MovedStart, w.AcceptanceInList, w.MovedAtPublication = some(2), some(3), some(3), some(2), some(4)
				w.NoFeeWhenEnded, w.FormerOverlapCode, w.DeleteAnswersObject = some(3), some(3), some(2)
			})
			plans := []string{
				s.sells(apigeefake.RatePlan{Name: "Gold", SetUpFee: fee("20"), EarlyTerminationFee: fee("3")}), s.sells(apigeefake.RatePlan{Name: "Silver", SetUpFee: fee("5")}),
				s.sells(apigeefake.RatePlan{Package: "maps", Name: "Map", SetUpFee: fee("1"), EarlyTerminationFee: fee("2")}), s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All", SetUpFee: fee("50")}),
			}
			var log []string
			start := func(n int) string { return s.Server.Clock().Now().AddDate(0, 0, n).Format("2006-01-02") }
			config := order(plans[0], today)
			for range 14 {
				step := ""
				switch random.IntN(9) {
				case 0:
					config = order(plans[random.IntN(len(plans))], start(random.IntN(3)))
				case 1:
					config["end_date"] = start(random.IntN(9))
				case 2:
					delete(config, "end_date")
				case 3:
					config["quota_target"] = random.IntN(5)
				case 4:
					config["replace_conflicting"], config["waive_set_up_fees"], config["waive_termination_charge"] = some(2), some(3), some(2)
				case 5:
					s.passes(random.IntN(3))
				case 6:
					if at := random.IntN(len(plans)); some(2) {
						plans[at] = s.sells(apigeefake.RatePlan{Name: "R" + start(0) + fmt.Sprint(random.IntN(1e6)), Parent: plans[at], Package: strings.SplitN(plans[at], "_", 2)[0], StartDate: start(random.IntN(4)) + " 00:00:00", SetUpFee: fee("1")})
					}
				case 7:
					if some(3) {
						s.tf.State = nil
						step = "state lost"
					}
				case 8:
					if some(2) {
						out := s.tf.Destroy()
						step = fmt.Sprintf("destroyed %q", out.Errors)
					}
				}
				if some(2) {
					method, n := []string{"POST", "PUT", "GET", "DELETE"}[random.IntN(4)], random.IntN(len(faults))
					s.Server.Inject(faults[n], fake.On(method, "/developer-"))
					step += fmt.Sprintf(" fault %s %d", method, n)
				}
				out := s.tf.Apply(config)
				log = append(log, fmt.Sprintf("%s %s %v: %s %q", start(0), step, config, out.Action, out.Errors), strings.Join(holds(s.Env, buyer), "; "), strings.Join(s.charged(buyer), "; "))
				if s.tf.Tainted {
					t.Fatalf("tainted:\n%s", strings.Join(log, "\n"))
				}
				for _, e := range out.Errors {
					if strings.Contains(e, "Provider ") {
						t.Fatalf("%s:\n%s", e, strings.Join(log, "\n"))
					}
				}
				s.Server.ClearFaults()
				if len(out.Errors) == 0 {
					if again := s.tf.Plan(config); again.Action != acctest.NoOp && len(warned(out, "not as asked")) == 0 {
						t.Fatalf("%s after an apply, %q:\n%s", again.Action, again.Errors, strings.Join(log, "\n"))
					}
				}
			}
			counts := map[string]int{}
			for _, x := range s.Apigee.Charges(org, buyer) {
				if counts[x.Acceptance+x.Type]++; counts[x.Acceptance+x.Type] > 1 {
					t.Fatalf("%s charged twice:\n%s", x.Type, strings.Join(log, "\n"))
				}
			}
			open := map[string]string{}
			for _, a := range s.Apigee.Acceptances(org, buyer) {
				key := a.Plan + a.StartDate[:10]
				if other := open[key]; other != "" {
					t.Fatalf("bought twice, %s and %s:\n%s", other, a.ID, strings.Join(log, "\n"))
				}
				open[key] = a.ID
			}
		})
	}
}
