package acceptedrateplan_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

var atOnce = regexp.MustCompile(`charges (up to )?([0-9.]+) USD at once`)

// What the plan says to be charged at once is what the ledger then has, to the last decimal.
func TestFees_warnedIsCharged(t *testing.T) {
	t.Parallel()
	for _, billingType := range []string{"PREPAID", "POSTPAID"} {
		for _, waived := range []bool{false, true} {
			for _, advance := range []bool{false, true} {
				for _, recurringType := range []string{"CALENDAR", "CUSTOM"} {
					for _, prorate := range []bool{false, true} {
						t.Run(fmt.Sprint(billingType, waived, advance, recurringType, prorate), func(t *testing.T) {
							t.Parallel()
							s := newShop(t)
							s.Apigee.Switch(func(w *apigeefake.Switches) { w.ProratedFirstFee = true })
							complete(s.Env, "payer@example.com", billingType, false)
							s.Apigee.TopUp(org, "payer@example.com", "usd", decimal.New(1000, 0))
							gold := s.sells(apigeefake.RatePlan{
								Name: "Gold", SetUpFee: fee("20.0001"), RecurringFee: fee("9.99"), FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH",
								Advance: advance, Prorate: prorate, RecurringType: recurringType,
							})
							config := order(gold, today, "developer_id", "payer@example.com", "waive_set_up_fees", waived)
							planned := s.tf.Plan(config).Expect(t, acctest.Create)
							s.tf.Apply(config).Expect(t, acctest.Create)
							total := decimal.Zero
							for _, x := range s.Apigee.Charges(org, "payer@example.com") {
								total = total.Add(x.Amount)
							}
							found := atOnce.FindStringSubmatch(strings.Join(planned.Warnings, "\n"))
							switch {
							case found == nil:
								if !total.IsZero() {
									t.Errorf("charged %s, and nothing said so: %q", total, planned.Warnings)
								}
							case found[1] != "" && advance && prorate && recurringType == "CALENDAR":
								if said := decimal.RequireFromString(found[2]); !total.IsPositive() || total.GreaterThanOrEqual(said) {
									t.Errorf("charged %s, said up to %s", total, said)
								}
							case !total.Equal(decimal.RequireFromString(found[2])) || found[1] != "":
								t.Errorf("charged %s, said %s", total, found[0])
							}
						})
					}
				}
			}
		}
	}
}

func TestFees_whatElseIsSaid(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	monthly := apigeefake.RatePlan{Name: "Monthly", RecurringFee: fee("5"), FrequencyDuration: apigeefake.CountOf(1), FrequencyDurationType: "MONTH", EarlyTerminationFee: fee("7.5")}
	s.tf.Plan(order(s.sells(monthly), today)).Says(t, "will charge 5 USD every 1 MONTH", "Ending the purchase early costs 7.5 USD")
	if out := s.tf.Plan(order(s.sells(apigeefake.RatePlan{Name: "Free"}), today)); len(out.Warnings) > 0 {
		t.Errorf("a plan without fees: %q", out.Warnings)
	}
	if out := s.tf.Plan(order("", today, "rate_plan_id", acctest.Unknown)); len(out.Warnings) > 0 {
		t.Errorf("a plan that is not known: %q", out.Warnings)
	}
}

// The purchases that replace_conflicting ends are listed with their fees, and no others.
func TestFees_replaced(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("7.5")})
	silver := s.sells(apigeefake.RatePlan{Name: "Silver", EarlyTerminationFee: fee("3"), StartDate: "2025-06-01 00:00:00"})
	mapping := s.sells(apigeefake.RatePlan{Package: "maps", Name: "Map"})
	deluxe := s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All"})
	for _, a := range []apigeefake.Acceptance{
		{Plan: gold, StartDate: today + " 00:00:00"}, {Plan: mapping, StartDate: today + " 00:00:00"}, {Plan: silver, StartDate: "2025-09-01 00:00:00"},
		{Plan: silver, StartDate: "2025-06-01 00:00:00", EndDate: "2025-06-10 00:00:00"},
	} {
		a.Developer = buyer
		s.Apigee.AcceptRatePlan(org, a)
	}
	config := order(deluxe, "2025-07-01", "replace_conflicting", true)
	out := s.tf.Apply(config).Expect(t, acctest.Create)
	out.Says(t, "ends 2 other purchases and charges 7.5 USD for that", "rate plan basic_gold (Gold) of package basic since 2025-06-15", "rate plan basic_silver (Silver) of package basic since 2025-09-01", "which has not begun")
	if len(warned(out, "maps_map")) > 0 {
		t.Errorf("%q", out.Warnings)
	}
	equal(t, "charged", s.charged(buyer), "TERMINATIONFEES 7.5")
	s.tf.Plan(config).Expect(t, acctest.NoOp)
}

func TestFees_replacedAndWaived(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	gold := s.sells(apigeefake.RatePlan{Name: "Gold", EarlyTerminationFee: fee("7.5")})
	deluxe := s.sells(apigeefake.RatePlan{Package: "deluxe", Name: "All"})
	s.Apigee.AcceptRatePlan(org, apigeefake.Acceptance{Developer: buyer, Plan: gold})
	out := s.tf.Apply(order(deluxe, "2025-07-01", "replace_conflicting", true, "waive_termination_charge", true)).Expect(t, acctest.Create)
	out.Says(t, "ends another purchase:")
	equal(t, "charged", s.charged(buyer))
}
