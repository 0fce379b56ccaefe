package apigeefake

import "github.com/shopspring/decimal"

// LegacyPlans change a plan into what today's API would not make but may return, by what they
// change; each is for [Service.EditRatePlanInConsole].
var LegacyPlans = map[string]func(*RatePlan){
	"free units without a period": func(p *RatePlan) {
		p.FreemiumUnit, p.FreemiumDuration, p.FreemiumDurationType = CountOf(100), Count{}, ""
	},
	"a detail that is not charged": func(p *RatePlan) {
		p.Details = append(p.Details, RatePlanDetail{
			Type: "NON_CHARGEABLE", MeteringType: "UNIT", RatingParameter: "VOLUME", Currency: p.Currency,
			AggregateFreemiumCounters: true, AggregateStandardCounters: true, AggregateTransactions: true,
		})
	},
	"a metering type of old": func(p *RatePlan) {
		p.Details = append(p.Details, RatePlanDetail{
			Type: "RATECARD", MeteringType: "TIERED", RatingParameter: "VOLUME", Currency: p.Currency,
			Rates: []RatePlanRate{{Type: "RATECARD", Rate: price("0.05")}},
		})
	},
	"bands that do not touch": func(p *RatePlan) {
		p.Details = append(p.Details, RatePlanDetail{
			Type: "RATECARD", MeteringType: "VOLUME", RatingParameter: "VOLUME", Currency: p.Currency, Duration: CountOf(1), DurationType: "MONTH",
			Rates: []RatePlanRate{
				{Type: "RATECARD", Rate: price("0.05"), StartUnit: decimal.NewFromInt(1), EndUnit: price("100")},
				{Type: "RATECARD", Rate: price("0.02"), StartUnit: decimal.NewFromInt(101), EndUnit: price("200")},
			},
		})
	},
	"fees from day zero":         func(p *RatePlan) { p.RecurringStartUnit = CountOf(0) },
	"no display name":            func(p *RatePlan) { p.DisplayName = "" },
	"a description of a console": func(p *RatePlan) { p.Description = "Two lines,\r\nand a line end.\r\n" },
}
