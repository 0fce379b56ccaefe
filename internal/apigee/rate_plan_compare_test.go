package apigee

import (
	"slices"
	"strings"
	"testing"
)

// wholePlan sets everything that a plan can say.
func wholePlan() RatePlan {
	return RatePlan{
		Name: "Gold", DisplayName: "Gold plan", Description: "All of it", Type: "DEVELOPER", Developer: DeveloperRef{ID: "u-1", Email: "dev@example.com"},
		Currency: "usd", StartDate: "2025-07-01 00:00:00", EndDate: "2026-07-01 00:00:00", Private: true, Advance: true, Prorate: true,
		SetUpFee: amount("10"), RecurringFee: amount("5"), EarlyTerminationFee: amount("2.5"), RecurringType: "CUSTOM", RecurringStartUnit: count(3),
		FrequencyDuration: count(1), FrequencyDurationType: "MONTH", ContractDuration: count(1), ContractDurationType: "YEAR",
		Freemium: Freemium{FreemiumUnit: amount("100"), FreemiumDuration: count(2), FreemiumDurationType: "WEEK"}, PaymentDueDays: Days{Count: count(30)}, KeepOriginalStartDate: true,
		Details: []RatePlanDetail{{
			Type: "RATECARD", MeteringType: "VOLUME", RatingParameter: "volume", RatingParameterUnit: "MB", RevenueType: "NET", ProductID: "rain", Currency: "usd",
			Duration: count(1), DurationType: "MONTH", AggregateFreemiumCounters: set(true), AggregateStandardCounters: set(true), AggregateTransactions: set(true),
			Freemium: Freemium{FreemiumUnit: amount("10"), FreemiumDuration: count(1), FreemiumDurationType: "DAY"}, PaymentDueDays: Days{Count: count(14)},
			Rates: []RatePlanRate{
				{Type: "RATECARD", Rate: amount("0.05"), StartUnit: amount("0"), EndUnit: amount("100")},
				{Type: "RATECARD", Rate: amount("0.01"), StartUnit: amount("100")},
			},
		}},
	}
}

// Whatever differs between two plans is seen, and said in words.
func TestDifferences_everyProperty(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*RatePlan){
		"name is Silver, not Gold":                           func(p *RatePlan) { p.Name = "Silver" },
		"display name is none, not Gold plan":                func(p *RatePlan) { p.DisplayName = "" },
		"description is none, not All of it":                 func(p *RatePlan) { p.Description = "" },
		"type is STANDARD, not DEVELOPER":                    func(p *RatePlan) { p.Type = "" },
		"developer is other@example.com, not u-1":            func(p *RatePlan) { p.Developer = DeveloperRef{ID: "u-2", Email: "other@example.com"} },
		"developer is none, not u-1":                         func(p *RatePlan) { p.Developer = DeveloperRef{} },
		"developer category is gold, not none":               func(p *RatePlan) { p.DeveloperCategoryID = "gold" },
		"currency is eur, not usd":                           func(p *RatePlan) { p.Currency = "eur" },
		"start date is 2025-07-02 00:00:00, not 2025-07-01 ": func(p *RatePlan) { p.StartDate = "2025-07-02" },
		"end date is none, not 2026-07-01 00:00:00":          func(p *RatePlan) { p.EndDate = "" },
		"private is false, not true":                         func(p *RatePlan) { p.Private = false },
		"published is true, not false":                       func(p *RatePlan) { p.Published = true },
		"advance is false, not true":                         func(p *RatePlan) { p.Advance = false },
		"prorate is false, not true":                         func(p *RatePlan) { p.Prorate = false },
		"set-up fee is 0, not 10":                            func(p *RatePlan) { p.SetUpFee = Amount{} },
		"recurring fee is 5.0001, not 5":                     func(p *RatePlan) { p.RecurringFee = amount("5.0001") },
		"early termination fee is 0, not 2.5":                func(p *RatePlan) { p.EarlyTerminationFee = Amount{} },
		"recurring type is CALENDAR, not CUSTOM":             func(p *RatePlan) { p.RecurringType = "" },
		"recurring start unit is 1, not 3":                   func(p *RatePlan) { p.RecurringStartUnit = Count{} },
		"frequency duration is 2 MONTH, not 1 MONTH":         func(p *RatePlan) { p.FrequencyDuration = count(2) },
		"frequency duration is 1 WEEK, not 1 MONTH":          func(p *RatePlan) { p.FrequencyDurationType = "WEEK" },
		"contract duration is none, not 1 YEAR":              func(p *RatePlan) { p.ContractDuration, p.ContractDurationType = Count{}, "" },
		"freemium unit is 0, not 100":                        func(p *RatePlan) { p.FreemiumUnit = Amount{} },
		"freemium duration is 2 DAY, not 2 WEEK":             func(p *RatePlan) { p.FreemiumDurationType = "DAY" },
		"payment due days is none, not 30":                   func(p *RatePlan) { p.PaymentDueDays = Days{} },
		"keep original start date is false, not true":        func(p *RatePlan) { p.KeepOriginalStartDate = false },
		"rate plan details differ":                           func(p *RatePlan) { p.Details = nil },
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			found := wholePlan()
			change(&found)
			if got := wholePlan().Differences(found); len(got) != 1 || !strings.HasPrefix(got[0], want) {
				t.Errorf("got %q", got)
			}
			if len(found.Differences(wholePlan())) == 0 {
				t.Error("seen from the other side they are the same")
			}
		})
	}
}

func TestDifferences_everyPropertyOfDetails(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*RatePlanDetail){
		"type":                 func(d *RatePlanDetail) { d.Type = "REVSHARE_RATECARD" },
		"metering type":        func(d *RatePlanDetail) { d.MeteringType = "STAIR_STEP" },
		"rating parameter":     func(d *RatePlanDetail) { d.RatingParameter = "seconds" },
		"unit":                 func(d *RatePlanDetail) { d.RatingParameterUnit = "" },
		"revenue type":         func(d *RatePlanDetail) { d.RevenueType = "GROSS" },
		"product":              func(d *RatePlanDetail) { d.ProductID = "" },
		"currency":             func(d *RatePlanDetail) { d.Currency = "eur" },
		"duration":             func(d *RatePlanDetail) { d.Duration = count(2) },
		"duration type":        func(d *RatePlanDetail) { d.DurationType = "" },
		"freemium counters":    func(d *RatePlanDetail) { d.AggregateFreemiumCounters = set(false) },
		"standard counters":    func(d *RatePlanDetail) { d.AggregateStandardCounters = set(false) },
		"transactions":         func(d *RatePlanDetail) { d.AggregateTransactions = set(false) },
		"freemium unit":        func(d *RatePlanDetail) { d.FreemiumUnit = amount("11") },
		"freemium duration":    func(d *RatePlanDetail) { d.FreemiumDuration = count(2) },
		"freemium type":        func(d *RatePlanDetail) { d.FreemiumDurationType = "YEAR" },
		"payment due days":     func(d *RatePlanDetail) { d.PaymentDueDays = Days{} },
		"price":                func(d *RatePlanDetail) { d.Rates[0].Rate = amount("0.0500000001") },
		"share instead":        func(d *RatePlanDetail) { d.Rates[0].RevShare, d.Rates[0].Rate = d.Rates[0].Rate, Amount{} },
		"kind of rate":         func(d *RatePlanDetail) { d.Rates[1].Type = "REVSHARE" },
		"start":                func(d *RatePlanDetail) { d.Rates[1].StartUnit = amount("101") },
		"end":                  func(d *RatePlanDetail) { d.Rates[0].EndUnit = Amount{} },
		"fewer rates":          func(d *RatePlanDetail) { d.Rates = d.Rates[:1] },
		"the same rate twice":  func(d *RatePlanDetail) { d.Rates[1] = d.Rates[0] },
		"a zero that is there": func(d *RatePlanDetail) { d.Rates[1].EndUnit = amount("0") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := wholePlan()
			change(&found.Details[0])
			if got := wholePlan().Differences(found); len(got) != 1 || !strings.Contains(got[0], "details") {
				t.Errorf("got %q", got)
			}
		})
	}
}

// What means the same is the same, however it is written.
func TestDifferences_byContent(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*RatePlan){
		"ids": func(p *RatePlan) {
			p.ID, p.PackageID, p.Details[0].ID, p.Details[0].Rates[0].ID = "p", "weather", "d", "r"
		},
		"what the service decides": func(p *RatePlan) { p.CustomPaymentTerm, p.Details[0].CustomPaymentTerm = true, true },
		"spelling of numbers":      func(p *RatePlan) { p.SetUpFee, p.Details[0].Rates[0].EndUnit = amount("10.0000"), amount("100.0000") },
		"a day and its midnight":   func(p *RatePlan) { p.StartDate, p.EndDate = "2025-07-01", "2026-07-01" },
		"line ends of a text":      func(p *RatePlan) { p.Description = "All of it \r\n" },
		"case of a currency":       func(p *RatePlan) { p.Currency, p.Details[0].Currency = "USD", "USD" },
		"currency of the plan":     func(p *RatePlan) { p.Details[0].Currency = "" },
		"developer by email":       func(p *RatePlan) { p.Developer = DeveloperRef{ID: "DEV@example.com"} },
		"order of rates":           func(p *RatePlan) { slices.Reverse(p.Details[0].Rates) },
		"absent start":             func(p *RatePlan) { p.Details[0].Rates[0].StartUnit = Amount{} },
		"absent flags": func(p *RatePlan) {
			p.Details[0].AggregateFreemiumCounters, p.Details[0].AggregateStandardCounters, p.Details[0].AggregateTransactions = Flag{}, Flag{}, Flag{}
		},
		"order of details": func(p *RatePlan) {
			p.Details = append([]RatePlanDetail{{Type: "REVSHARE"}}, p.Details...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wanted, found := wholePlan(), wholePlan()
			if name == "order of details" {
				wanted.Details = append(wanted.Details, RatePlanDetail{Type: "REVSHARE"})
			}
			change(&found)
			if got := wanted.Differences(found); len(got) > 0 {
				t.Errorf("wanted and found: %q", got)
			}
			if got := found.Differences(wanted); len(got) > 0 {
				t.Errorf("found and wanted: %q", got)
			}
		})
	}
	bare := RatePlan{Details: []RatePlanDetail{{Type: "RATECARD"}}}
	zeros := RatePlan{
		Type: "STANDARD", SetUpFee: amount("0"), RecurringFee: amount("0.0000"), EarlyTerminationFee: amount("0"), RecurringType: "CALENDAR", RecurringStartUnit: count(1),
		Freemium: Freemium{FreemiumUnit: amount("0"), FreemiumDuration: count(0), FreemiumDurationType: "MONTH"},
		Details: []RatePlanDetail{{
			Type: "RATECARD", MeteringType: "UNIT", RatingParameter: "VOLUME", Freemium: Freemium{FreemiumUnit: amount("0"), FreemiumDuration: count(0), FreemiumDurationType: "MONTH"},
		}},
	}
	if got := bare.Differences(zeros); len(got) > 0 {
		t.Errorf("nothing and zeros: %q", got)
	}
}
