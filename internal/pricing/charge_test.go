package pricing

import (
	"errors"
	"strings"
	"testing"
)

// TestCharge_workedCases has the arithmetic of each case beside it.
func TestCharge_workedCases(t *testing.T) {
	t.Parallel()
	flat := detail(RateCard, Unit, price("0", "", "0.05"))
	bundles := detail(RateCard, StairStep, price("0", "1000", "40"), price("1000", "10000", "200"), price("10000", "", "1500"))
	forum := detail(RateCard, Volume, price("0", "500", "8"), price("500", "1000", "6"), price("1000", "", "4"))
	closed := detail(RateCard, Volume, price("0", "100", "0.05"), price("100", "250", "0.02"))
	closedBundles := detail(RateCard, StairStep, price("0", "10", "5"), price("10", "20", "4"))
	both := detail(RevShareRateCard, Volume, price("0", "100", "0.1"), price("100", "", "0.05"), share("0", "", "20"))
	products := plan(of("rain", flat), of("sun", detail(RateCard, Unit, price("0", "", "0.2"))))
	packageAndRain := plan(detail(RateCard, Unit, price("0", "", "0.2")), of("rain", flat))
	notification := detail(UsageTarget, DevSpecific)

	for _, tt := range []struct {
		name  string
		plan  Plan
		usage Usage
		// want is total, free units, charged units, units without a price, and the share.
		want string
	}{
		// Flat.
		{"nothing used", plan(flat), units("0"), "0 0 0 0 -"},                                                                          // 0 x 0.05
		{"one unit", plan(flat), units("1"), "0.05 0 1 0 -"},                                                                           // 1 x 0.05
		{"three units", plan(flat), units("3"), "0.15 0 3 0 -"},                                                                        // 3 x 0.05
		{"a million", plan(flat), units("1000000"), "50000 0 1000000 0 -"},                                                             // 1 000 000 x 0.05
		{"part of a unit", plan(flat), units("2.5"), "0.125 0 2.5 0 -"},                                                                // 2.5 x 0.05
		{"a custom attribute of four decimals", plan(flat), units("0.0001"), "0.000005 0 0.0001 0 -"},                                  // 0.0001 x 0.05
		{"free of charge", plan(detail(RateCard, Unit, price("0", "", "0"))), units("7"), "0 0 7 0 -"},                                 // 7 x 0
		{"ten decimals", plan(detail(RateCard, Unit, price("0", "", "0.0000000001"))), units("3"), "0.0000000003 0 3 0 -"},             // 3 x 0.0000000001
		{"a flat rate with an end", plan(detail(RateCard, Unit, price("0", "10", "2"))), units("12"), "20 0 10 2 -"},                   // 10 x 2, 2 have no price
		{"everything left out", plan(Detail{Rates: Known([]Rate{{Rate: num("0.05")}})}), units("3"), "0.15 0 3 0 -"},                   // RATECARD, UNIT, from 0 on: 3 x 0.05
		{"a large amount", plan(flat), units("999999999999999999999999"), "49999999999999999999999.95 0 999999999999999999999999 0 -"}, // (10^24 - 1) x 0.05

		// Graduated bands.
		{"no usage of bands", plan(banded(Volume)), units("0"), "0 0 0 0 -"},                                                                         // nothing
		{"inside the first band", plan(banded(Volume)), units("50"), "2.5 0 50 0 -"},                                                                 // 50 x 0.05
		{"at the edge", plan(banded(Volume)), units("100"), "5 0 100 0 -"},                                                                           // 100 x 0.05
		{"one past the edge", plan(banded(Volume)), units("101"), "5.025 0 101 0 -"},                                                                 // 100 x 0.05 + 1 x 0.025
		{"inside the second", plan(banded(Volume)), units("1500"), "40 0 1500 0 -"},                                                                  // 100 x 0.05 + 1400 x 0.025 = 5 + 35
		{"at the second edge", plan(banded(Volume)), units("10000"), "252.5 0 10000 0 -"},                                                            // 5 + 9900 x 0.025 = 5 + 247.5
		{"in the open band", plan(banded(Volume)), units("20000"), "377.5 0 20000 0 -"},                                                              // 252.5 + 10000 x 0.0125
		{"half a unit over an edge", plan(banded(Volume)), units("100.5"), "5.0125 0 100.5 0 -"},                                                     // 5 + 0.5 x 0.025
		{"the forum's example", plan(forum), units("1200"), "7800 0 1200 0 -"},                                                                       // 500 x 8 + 500 x 6 + 200 x 4 = 4000 + 3000 + 800
		{"bands in another order", plan(detail(RateCard, Volume, price("100", "", "0.02"), price("0", "100", "0.05"))), units("150"), "6 0 150 0 -"}, // 100 x 0.05 + 50 x 0.02
		{"edges between units", plan(detail(RateCard, Volume, price("0", "0.5", "4"), price("0.5", "", "2"))), units("1"), "3 0 1 0 -"},              // 0.5 x 4 + 0.5 x 2
		{"the first band is free", plan(detail(RateCard, Volume, price("0", "100", "0"), price("100", "", "0.05"))), units("120"), "1 0 120 0 -"},    // 100 x 0 + 20 x 0.05
		{"dearer with usage", plan(detail(RateCard, Volume, price("0", "10", "1"), price("10", "", "3"))), units("12"), "16 0 12 0 -"},               // 10 x 1 + 2 x 3
		{"at the end of the last band", plan(closed), units("250"), "8 0 250 0 -"},                                                                   // 100 x 0.05 + 150 x 0.02 = 5 + 3
		{"beyond the last band", plan(closed), units("300"), "8 0 250 50 -"},                                                                         // 8, and 50 units have no price

		// Bundles.
		{"no usage of bundles", plan(bundles), units("0"), "0 0 0 0 -"},                             // none begun
		{"one unit begins the first bundle", plan(bundles), units("1"), "40 0 1 0 -"},               // 40
		{"the first bundle used up", plan(bundles), units("1000"), "40 0 1000 0 -"},                 // 40
		{"the second is begun", plan(bundles), units("1001"), "240 0 1001 0 -"},                     // 40 + 200
		{"the second used up", plan(bundles), units("10000"), "240 0 10000 0 -"},                    // 40 + 200
		{"a bundle without end is charged once", plan(bundles), units("99999"), "1740 0 99999 0 -"}, // 40 + 200 + 1500
		{"part of a unit begins a bundle", plan(bundles), units("1000.1"), "240 0 1000.1 0 -"},      // 40 + 200
		{"beyond the last bundle", plan(closedBundles), units("25"), "9 0 20 5 -"},                  // 5 + 4, and 5 units have no price

		// Adjustable notification, and plans of fees only.
		{"notification", plan(notification), units("12345"), "0 0 0 0 -"},                                            // nothing is charged
		{"notification has no free units", plan(notification.free("5", "")).free("7", ""), units("12"), "0 0 0 0 -"}, // nothing is charged
		{"fees only", plan(), units("12345"), "0 0 0 0 -"},                                                           // no details
		{"fees only, details absent", Plan{}, units("5"), "0 0 0 0 -"},                                               // no details

		// Free units.
		{"all units are free", plan(flat.free("100", "0")), units("60"), "0 60 0 0 -"},                                                                      // 60 of 100 free
		{"as many as are free", plan(flat.free("100", "")), units("100"), "0 100 0 0 -"},                                                                    // 100 of 100 free
		{"one more than is free", plan(flat.free("100", "0")), units("101"), "0.05 100 1 0 -"},                                                              // (101 - 100) x 0.05
		{"free by the plan", plan(flat).free("100", "0"), units("150"), "2.5 100 50 0 -"},                                                                   // (150 - 100) x 0.05
		{"the detail's before the plan's", plan(flat.free("20", "0")).free("100", "0"), units("150"), "6.5 20 130 0 -"},                                     // (150 - 20) x 0.05
		{"zeros of the detail say nothing", plan(flat.free("0", "0")).free("100", "0"), units("150"), "2.5 100 50 0 -"},                                     // (150 - 100) x 0.05
		{"some are used up", plan(flat.free("100", "0")), Usage{Units: num("150"), FreeUnitsLeft: num("30")}, "6 30 120 0 -"},                               // (150 - 30) x 0.05
		{"all are used up", plan(flat.free("100", "0")), Usage{Units: num("150"), FreeUnitsLeft: num("0")}, "7.5 0 150 0 -"},                                // 150 x 0.05
		{"in the free month", plan(flat.free("0", "1")), Usage{Units: num("150"), FreeUnitsLeft: num("150")}, "0 150 0 0 -"},                                // all fall into the month
		{"half in the free month", plan(flat.free("0", "1")), Usage{Units: num("150"), FreeUnitsLeft: num("70")}, "4 70 80 0 -"},                            // (150 - 70) x 0.05
		{"whichever ends first", plan(flat.free("100", "1")), Usage{Units: num("150"), FreeUnitsLeft: num("100")}, "2.5 100 50 0 -"},                        // (150 - 100) x 0.05
		{"more free than used", plan(flat.free("0", "1")), Usage{Units: num("10"), FreeUnitsLeft: num("70")}, "0 10 0 0 -"},                                 // 10 of 70 free
		{"none left, none given", plan(flat), Usage{Units: num("2"), FreeUnitsLeft: num("0")}, "0.1 0 2 0 -"},                                               // 2 x 0.05
		{"free within the first band", plan(banded(Volume).free("20", "0")), units("90"), "3.5 20 70 0 -"},                                                  // 70 x 0.05, counted or not
		{"free before bundles", plan(bundles.free("50", "0")), units("40"), "0 40 0 0 -"},                                                                   // none begun
		{"free within the first bundle", plan(bundles.free("50", "0")), units("900"), "40 50 850 0 -"},                                                      // 40, counted or not
		{"free, with all used up, over an edge", plan(banded(Volume).free("20", "0")), Usage{Units: num("150"), FreeUnitsLeft: num("0")}, "6.25 0 150 0 -"}, // 5 + 50 x 0.025

		// Revenue share.
		{"a fifth", plan(detail(RevShare, Unit, share("0", "", "20"))), Usage{Revenue: num("1234.56")}, "0 0 0 0 246.912"},                                      // 1234.56 x 20 / 100
		{"no revenue", plan(detail(RevShare, Unit, share("0", "", "20"))), Usage{Revenue: num("0")}, "0 0 0 0 0"},                                               // 0 x 20 / 100
		{"a third of a percent and more", plan(detail(RevShare, Volume, share("0", "", "33.3333"))), Usage{Revenue: num("3")}, "0 0 0 0 0.999999"},              // 3 x 33.3333 / 100
		{"units do not matter to a share", plan(detail(RevShare, Unit, share("0", "", "50"))), Usage{Units: num("9"), Revenue: num("10")}, "0 0 0 0 5"},         // 10 x 50 / 100
		{"a share with an end", plan(detail(RevShare, Unit, share("0", "100", "50"))), Usage{Revenue: num("100")}, "0 0 0 0 50"},                                // 100 x 50 / 100
		{"both", plan(both), Usage{Units: num("150"), Revenue: num("80")}, "12.5 0 150 0 16"},                                                                   // 100 x 0.1 + 50 x 0.05; 80 x 20 / 100
		{"price and share in two details", plan(flat, detail(RevShare, Unit, share("0", "", "10"))), Usage{Units: num("2"), Revenue: num("30")}, "0.1 0 2 0 3"}, // 2 x 0.05; 30 x 10 / 100
		{"share first, then price", plan(detail(RevShare, Unit, share("0", "", "10")), flat), Usage{Units: num("2"), Revenue: num("30")}, "0.1 0 2 0 3"},        // the same
		{"price beside notification", plan(notification, flat), units("2"), "0.1 0 2 0 -"},                                                                      // 2 x 0.05

		// Products.
		{"rain", products, Usage{Units: num("10"), ProductID: str("rain")}, "0.5 0 10 0 -"},                                                                                        // 10 x 0.05
		{"sun", products, Usage{Units: num("10"), ProductID: str("sun")}, "2 0 10 0 -"},                                                                                            // 10 x 0.2
		{"another product has the package's price", plan(flat, detail(UsageTarget, DevSpecific)), Usage{Units: num("4"), ProductID: str("fog")}, "0.2 0 4 0 -"},                    // 4 x 0.05
		{"not the product with its own price", packageAndRain, Usage{Units: num("4"), ProductID: str("fog")}, "0.8 0 4 0 -"},                                                       // 4 x 0.2
		{"the only product need not be named", plan(of("rain", flat)), units("4"), "0.2 0 4 0 -"},                                                                                  // 4 x 0.05
		{"one product in two details", plan(of("rain", flat), of("rain", detail(RevShare, Unit, share("", "", "10")))), Usage{Units: num("2"), Revenue: num("30")}, "0.1 0 2 0 3"}, // 2 x 0.05; 30 x 10 / 100
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := mustCharge(t, tt.plan, tt.usage)
			share := "-"
			if got.Share != nil {
				share = got.Share.String()
			}
			text := strings.Join([]string{got.Total.String(), got.FreeUnits.String(), got.ChargedUnits.String(), got.UnpricedUnits.String(), share}, " ")
			if text != tt.want {
				t.Errorf("got %s, want %s; lines %+v", text, tt.want, got.Lines)
			}
		})
	}
}

func TestCharge_refuses(t *testing.T) {
	t.Parallel()
	flat := detail(RateCard, Unit, price("0", "", "0.05"))
	bundles := detail(RateCard, StairStep, price("0", "10", "5"), price("10", "20", "4"))
	shares := detail(RevShare, Volume, share("0", "100", "20"), share("100", "", "25"))
	for name, tt := range map[string]struct {
		plan     Plan
		usage    Usage
		argument Argument
		at, want string
	}{
		"several shares":           {plan(shares), Usage{Revenue: num("1")}, PlanArgument, "rate_plan_details[0].rates", "2 revenue-share bands"},
		"beyond the only share":    {plan(detail(RevShare, Unit, share("0", "100", "50"))), Usage{Revenue: num("100.01")}, UsageArgument, "revenue", "ends at 100"},
		"free for a period":        {plan(flat.free("0", "1")), units("5"), UsageArgument, "free_units_left", "rate_plan_details[0].freemium_duration is 1"},
		"free for a period, plan":  {plan(flat).free("", "30"), units("5"), UsageArgument, "free_units_left", "(freemium_duration is 30)"},
		"whichever ends first":     {plan(flat.free("100", "1")), units("5"), UsageArgument, "free_units_left", "freemium_duration"},
		"free units before bands":  {plan(banded(Volume).free("50", "0")), units("120"), UsageArgument, "free_units_left", "3.5 if they do not, and 3 if they do"}, // 70 x 0.05; 50 x 0.05 + 20 x 0.025
		"free units and bundles":   {plan(bundles.free("5", "0")), units("12"), UsageArgument, "free_units_left", "5 if they do not, and 9 if they do"},
		"free units and the end":   {plan(bundles.free("5", "0")), units("22"), UsageArgument, "free_units_left", "not documented"},
		"more left than given":     {plan(flat.free("100", "0")), Usage{Units: num("5"), FreeUnitsLeft: num("101")}, UsageArgument, "free_units_left", "freemium_unit is 100"},
		"some left, none given":    {plan(flat), Usage{Units: num("5"), FreeUnitsLeft: num("1")}, UsageArgument, "free_units_left", "no free usage"},
		"no units":                 {plan(flat), Usage{}, UsageArgument, "units", "is needed"},
		"no revenue":               {plan(detail(RevShare, Unit, share("", "", "5"))), units("5"), UsageArgument, "revenue", "is needed"},
		"no rates":                 {plan(detail(RateCard, Unit)), units("5"), PlanArgument, "rate_plan_details[0].rates", "no rate of type RATECARD"},
		"no share":                 {plan(detail(RevShare, Unit)), Usage{Revenue: num("1")}, PlanArgument, "rate_plan_details[0].rates", "no rate of type REVSHARE"},
		"which product":            {plan(of("rain", flat), of("sun", flat)), units("5"), UsageArgument, "product_id", `"rain", "sun"`},
		"which product, package":   {plan(of("rain", flat), flat), units("5"), UsageArgument, "product_id", `"rain", the whole package`},
		"no such product":          {plan(of("rain", flat), of("sun", flat)), Usage{Units: num("5"), ProductID: str("fog")}, UsageArgument, "product_id", "no price"},
		"not the only product":     {plan(of("rain", flat)), Usage{Units: num("5"), ProductID: str("fog")}, UsageArgument, "product_id", `"rain"`},
		"product and package":      {plan(of("rain", flat), flat), Usage{Units: num("5"), ProductID: str("rain")}, PlanArgument, "rate_plan_details", "not documented whether both"},
		"two prices":               {plan(flat, flat), units("5"), PlanArgument, "rate_plan_details[1]", "how two prices combine"},
		"two shares":               {plan(detail(RevShare, Unit, share("", "", "5")), detail(RevShare, Unit, share("", "", "6"))), Usage{Revenue: num("1")}, PlanArgument, "rate_plan_details[1]", "how two shares combine"},
		"bundles with a share":     {plan(detail(RevShareRateCard, StairStep, price("0", "", "1"), share("0", "", "5"))), units("5"), PlanArgument, "rate_plan_details[0].metering_type", "no bundles"},
		"a type of old":            {plan(detail("NON_CHARGEABLE", Unit)), units("5"), PlanArgument, "rate_plan_details[0].type", "NON_CHARGEABLE"},
		"a metering of tomorrow":   {plan(detail(RateCard, "TIERED", price("0", "", "1"))), units("5"), PlanArgument, "rate_plan_details[0].metering_type", "TIERED"},
		"flat with bands":          {plan(banded(Unit)), units("5"), PlanArgument, "rate_plan_details[0].rates", "one flat rate"},
		"a gap":                    {plan(detail(RateCard, Volume, price("0", "10", "1"), price("11", "", "1"))), units("5"), PlanArgument, "rate_plan_details[0].rates[1].start_unit", "ends at 10"},
		"a rate without a price":   {plan(detail(RateCard, Unit, price("0", "", ""))), units("5"), PlanArgument, "rate_plan_details[0].rates[0].rate", "needs rate"},
		"backwards, rest unknown":  {plan(detail(RateCard, Volume, price("0", "10", "1"), price("10", "5", "1"), price("?", "", "1"))), units("12"), PlanArgument, "rate_plan_details[0].rates[1].end_unit", "greater"},
		"flat bands, type unknown": {plan(detail(RateCard, Unit, Rate{Type: str("?"), Rate: num("1")}, Rate{Type: str("?"), Rate: num("1")})), units("5"), PlanArgument, "rate_plan_details[0].rates", "one flat rate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Charge(tt.plan, tt.usage)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v", err)
			}
			if got.Argument != tt.argument || got.At != tt.at || !strings.Contains(got.Text, tt.want) {
				t.Errorf("argument %d, at %s: %s\nwant argument %d, at %s: ...%s", got.Argument, got.At, got.Text, tt.argument, tt.at, tt.want)
			}
		})
	}
}

// What is not known hinders only where the price depends on it.
func TestCharge_unknown(t *testing.T) {
	t.Parallel()
	flat := detail(RateCard, Unit, price("0", "", "0.05"))
	with := func(d Detail, set func(*Detail)) Detail {
		set(&d)
		return d
	}
	for name, tt := range map[string]struct {
		plan  Plan
		usage Usage
		want  string // the total, empty for not known
	}{
		"units":                          {plan(flat), units("?"), ""},
		"details":                        {Plan{Details: Unknown[[]Detail]()}, units("1"), ""},
		"the detail":                     {plan(UnknownDetail()), units("1"), ""},
		"rates":                          {plan(Detail{Rates: Unknown[[]Rate]()}), units("1"), ""},
		"the rate":                       {plan(detail(RateCard, Unit, UnknownRate())), units("1"), ""},
		"the price":                      {plan(detail(RateCard, Unit, price("0", "", "?"))), units("1"), ""},
		"the price of nothing":           {plan(detail(RateCard, Unit, price("0", "", "?"))), units("0"), "0"},
		"type":                           {plan(with(flat, func(d *Detail) { d.Type = str("?") })), units("1"), ""},
		"metering":                       {plan(with(flat, func(d *Detail) { d.MeteringType = str("?") })), units("1"), ""},
		"metering of a share":            {plan(detail(RevShare, "?", share("0", "", "20"))), Usage{Revenue: num("1")}, "0"},
		"everything of a notification":   {plan(with(UnknownDetail(), func(d *Detail) { d.Type = str(UsageTarget) })), units("?"), "0"},
		"rating parameter":               {plan(with(flat, func(d *Detail) { d.RatingParameter = str("?") })), units("1"), "0.05"},
		"product of the only detail":     {plan(of("?", flat)), units("1"), "0.05"},
		"product of two":                 {plan(of("?", flat), of("rain", flat)), units("1"), ""},
		"product asked":                  {plan(of("rain", flat)), Usage{Units: num("1"), ProductID: str("?")}, ""},
		"product asked, whole package":   {plan(flat), Usage{Units: num("1"), ProductID: str("?")}, "0.05"},
		"product of the price asked for": {plan(of("?", flat)), Usage{Units: num("1"), ProductID: str("rain")}, ""},
		"start of a flat rate":           {plan(detail(RateCard, Unit, price("?", "", "0.05"))), units("1"), "0.05"},
		"type of a rate":                 {plan(detail(RateCard, Unit, Rate{Type: str("?"), Rate: num("0.05")})), units("1"), "0.05"},
		"type of a rate of both":         {plan(detail(RevShareRateCard, Unit, Rate{Type: str("?"), Rate: num("0.05")}, share("0", "", "5"))), Usage{Units: num("1"), Revenue: num("1")}, ""},
		"end of a flat rate":             {plan(detail(RateCard, Unit, price("0", "?", "0.05"))), units("1"), ""},
		"bands beyond":                   {plan(detail(RateCard, Volume, price("0", "10", "2"), price("?", "?", "?"))), units("10"), "20"},
		"bands below":                    {plan(detail(RateCard, Volume, price("0", "10", "2"), price("?", "?", "?"))), units("11"), ""},
		"price of a band beyond":         {plan(detail(RateCard, Volume, price("0", "10", "2"), price("10", "", "?"))), units("9"), "18"},
		"start of the first band":        {plan(detail(RateCard, Volume, price("?", "10", "2"), price("10", "", "1"))), units("9"), ""},
		"free units":                     {plan(flat.free("?", "0")), units("1"), ""},
		"free period":                    {plan(flat.free("0", "?")), units("1"), ""},
		"free units of the plan":         {plan(flat).free("?", ""), units("1"), ""},
		"free units of the other":        {plan(flat.free("1", "0")).free("?", "?"), units("3"), "0.1"},
		"free units, but left are known": {plan(flat.free("?", "?")), Usage{Units: num("3"), FreeUnitsLeft: num("1")}, "0.1"},
		"free units left":                {plan(flat.free("3", "0")), Usage{Units: num("3"), FreeUnitsLeft: num("?")}, ""},
		"revenue":                        {plan(detail(RevShare, Unit, share("0", "", "20"))), Usage{Revenue: num("?")}, ""},
		"revenue of a price":             {plan(flat), Usage{Units: num("1"), Revenue: num("?")}, "0.05"},
		"the share":                      {plan(detail(RevShare, Unit, share("0", "", "?"))), Usage{Revenue: num("1")}, ""},
		"end of the share":               {plan(detail(RevShare, Unit, share("0", "?", "20"))), Usage{Revenue: num("1")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Charge(tt.plan, tt.usage)
			switch {
			case tt.want == "" && !errors.Is(err, ErrUnknown):
				t.Errorf("got %s and %v, want not known", got.Total, err)
			case tt.want != "" && (err != nil || got.Total.String() != tt.want):
				t.Errorf("got %s and %v, want %s", got.Total, err, tt.want)
			}
		})
	}
}
