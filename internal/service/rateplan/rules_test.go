package rateplan

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

var (
	str = types.StringValue
	num = types.Int64Value
	dec = fwtypes.NewDecimalText

	unknownText   = types.StringUnknown()
	unknownNumber = types.Int64Unknown()
	unknownAmount = unknownDecimal()
)

// at lists where problems are, each with its summary.
func at(problems []problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.at.String()+": "+p.summary)
	}
	return strings.Join(all, "\n")
}

// bandsOnly leaves out what is said of prices.
func bandsOnly(problems []problem) []problem {
	return slices.DeleteFunc(problems, func(p problem) bool {
		return !strings.HasSuffix(p.at.String(), "_unit") || strings.Contains(p.at.String(), "freemium")
	})
}

func unknownDecimal() fwtypes.Decimal {
	var d fwtypes.Decimal
	d.StringValue = types.StringUnknown()
	return d
}

func unknownDate() fwtypes.DateTime {
	var d fwtypes.DateTime
	d.StringValue = types.StringUnknown()
	return d
}

func TestPlanProblems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		set  func(*planModel)
		want string
	}{
		"nothing set":       {func(*planModel) {}, ""},
		"everybody":         {func(m *planModel) { m.Type = str(standard) }, ""},
		"one developer":     {func(m *planModel) { m.Type, m.DeveloperID = str(developer), str("dev@example.com") }, ""},
		"one category":      {func(m *planModel) { m.Type, m.DeveloperCategoryID = str(developerCategory), str("gold") }, ""},
		"developer unknown": {func(m *planModel) { m.Type, m.DeveloperID = str(developer), unknownText }, ""},
		"developer of everybody": {
			func(m *planModel) { m.DeveloperID = str("dev@example.com") }, "developer_id: developer_id does not apply to type STANDARD",
		},
		"perhaps a developer of everybody": {func(m *planModel) { m.DeveloperID = unknownText }, ""},
		"category of everybody": {
			func(m *planModel) { m.Type, m.DeveloperCategoryID = str(standard), str("gold") }, "developer_category_id: developer_category_id does not apply to type STANDARD",
		},
		"no developer": {func(m *planModel) { m.Type = str(developer) }, "developer_id: developer_id is required for type DEVELOPER"},
		"no category":  {func(m *planModel) { m.Type = str(developerCategory) }, "developer_category_id: developer_category_id is required for type DEVELOPER_CATEGORY"},
		"developer of a category": {
			func(m *planModel) { m.Type, m.DeveloperID = str(developerCategory), str("dev@example.com") },
			"developer_id: developer_id does not apply to type DEVELOPER_CATEGORY\ndeveloper_category_id: developer_category_id is required for type DEVELOPER_CATEGORY",
		},
		"type unknown": {func(m *planModel) { m.Type, m.DeveloperID = unknownText, str("dev@example.com") }, ""},

		"a month":           {func(m *planModel) { m.FrequencyDuration, m.FrequencyDurationType = num(1), str("MONTH") }, ""},
		"one of what":       {func(m *planModel) { m.FrequencyDuration = num(1) }, "frequency_duration_type: frequency_duration needs frequency_duration_type"},
		"how many months":   {func(m *planModel) { m.FrequencyDurationType = str("MONTH") }, "frequency_duration: frequency_duration_type needs frequency_duration"},
		"one of perhaps":    {func(m *planModel) { m.FrequencyDuration, m.FrequencyDurationType = num(1), unknownText }, ""},
		"perhaps of what":   {func(m *planModel) { m.FrequencyDuration = unknownNumber }, ""},
		"contract of what":  {func(m *planModel) { m.ContractDuration = num(1) }, "contract_duration_type: contract_duration needs contract_duration_type"},
		"contract how long": {func(m *planModel) { m.ContractDurationType = str("YEAR") }, "contract_duration: contract_duration_type needs contract_duration"},

		"free for a while": {func(m *planModel) {
			m.FreemiumUnit, m.FreemiumDuration, m.FreemiumDurationType = dec("100"), num(1), str("MONTH")
		}, ""},
		"nothing free":     {func(m *planModel) { m.FreemiumUnit = dec("0.0") }, ""},
		"free for no time": {func(m *planModel) { m.FreemiumDuration, m.FreemiumDurationType = num(0), str("MONTH") }, ""},
		"a unit of time": {
			func(m *planModel) { m.FreemiumDurationType = str("MONTH") },
			"freemium_unit: Free usage is only partly configured\nfreemium_duration: Free usage is only partly configured",
		},
		"free for how long": {
			func(m *planModel) { m.FreemiumUnit = dec("100") },
			"freemium_duration: Free usage is only partly configured\nfreemium_duration_type: Free usage is only partly configured",
		},
		"how much is free": {func(m *planModel) { m.FreemiumDuration, m.FreemiumDurationType = num(1), str("MONTH") }, "freemium_unit: Free usage is only partly configured"},
		"free, the rest comes": {func(m *planModel) {
			m.FreemiumUnit, m.FreemiumDuration, m.FreemiumDurationType = dec("1"), unknownNumber, unknownText
		}, ""},
		"perhaps free": {func(m *planModel) { m.FreemiumUnit = unknownAmount }, ""},

		"a year": {func(m *planModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01"), fwtypes.NewDateTimeValue("2026-01-01")
		}, ""},
		"ended at its start": {func(m *planModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01"), fwtypes.NewDateTimeValue("2025-01-01 00:00:00")
		}, ""},
		"backwards": {func(m *planModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01 00:00:01"), fwtypes.NewDateTimeValue("2025-01-01")
		}, "end_date: The plan ends before it starts"},
		"start unknown": {func(m *planModel) {
			m.StartDate, m.EndDate = unknownDate(), fwtypes.NewDateTimeValue("2025-01-01")
		}, ""},
		"end unknown": {func(m *planModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01"), unknownDate()
		}, ""},

		"keeps the clock":    {func(m *planModel) { m.KeepOriginalStartDate, m.ParentID = types.BoolValue(true), str("p") }, ""},
		"of perhaps":         {func(m *planModel) { m.KeepOriginalStartDate, m.ParentID = types.BoolValue(true), unknownText }, ""},
		"perhaps":            {func(m *planModel) { m.KeepOriginalStartDate = types.BoolUnknown() }, ""},
		"keeps no clock":     {func(m *planModel) { m.KeepOriginalStartDate = types.BoolValue(false) }, ""},
		"the clock of what?": {func(m *planModel) { m.KeepOriginalStartDate = types.BoolValue(true) }, "keep_original_start_date: keep_original_start_date needs parent_rate_plan_id"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var m planModel
			tt.set(&m)
			if got := at(planProblems(m)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestDetailProblems(t *testing.T) {
	t.Parallel()
	price := rateModel{Rate: dec("1")}
	share := rateModel{Type: str(revShare), RevShare: dec("10")}
	detail := func(kind, metering string) detailModel {
		d := detailModel{}
		if kind != "" {
			d.Type = str(kind)
		}
		if metering != "" {
			d.MeteringType = str(metering)
		}
		return d
	}
	with := func(d detailModel, set func(*detailModel)) detailModel {
		set(&d)
		return d
	}
	from, next := rateModel{Rate: dec("1"), EndUnit: dec("10")}, rateModel{Rate: dec("2"), StartUnit: dec("10")}
	for name, tt := range map[string]struct {
		detail detailModel
		rates  []*rateModel
		want   string
	}{
		"flat":                  {detail(rateCard, ""), []*rateModel{&price}, ""},
		"a card by default":     {detail("", ""), []*rateModel{&share}, "d.rates[0].type: The type of the rate does not fit the detail"},
		"no rate":               {detail(rateCard, unit), nil, ""},
		"bands":                 {detail(rateCard, volume), []*rateModel{&from, &next}, ""},
		"bundles":               {detail(rateCard, stairStep), []*rateModel{&from, &next}, ""},
		"share":                 {detail(revShare, unit), []*rateModel{&share}, ""},
		"both":                  {detail(revShareRateCard, unit), []*rateModel{&share, &price}, ""},
		"notification":          {detail(usageTarget, devSpecific), []*rateModel{&price}, ""},
		"notification per unit": {detail(usageTarget, ""), nil, "d.metering_type: metering_type does not fit type"},
		"card by developer":     {detail(rateCard, devSpecific), nil, "d.metering_type: metering_type does not fit type"},
		"share in bundles":      {detail(revShare, stairStep), nil, "d.metering_type: metering_type does not fit type"},
		"both in bundles":       {detail(revShareRateCard, stairStep), nil, ""},
		"flat bands":            {detail(rateCard, unit), []*rateModel{&from, &next}, "d.rates: A flat rate has bands"},
		"flat by default":       {detail(rateCard, ""), []*rateModel{&from, &next}, "d.rates: A flat rate has bands"},
		"metering unknown":      {with(detail(rateCard, ""), func(d *detailModel) { d.MeteringType = unknownText }), []*rateModel{&from, &next}, ""},
		"type unknown":          {with(detail("", devSpecific), func(d *detailModel) { d.Type = unknownText }), []*rateModel{&share}, ""},
		"an unknown rate":       {detail(rateCard, unit), []*rateModel{&price, nil}, ""},
		"a share on a card":     {detail(rateCard, unit), []*rateModel{&share}, "d.rates[0].type: The type of the rate does not fit the detail"},
		"a price in a share":    {detail(revShare, unit), []*rateModel{&price}, "d.rates[0].type: The type of the rate does not fit the detail"},
		"a share called price":  {detail(rateCard, unit), []*rateModel{{Type: str(rateCard), Rate: dec("1"), RevShare: dec("1")}}, "d.rates[0].revshare: revshare cannot be set for a RATECARD rate"},
		"no price":              {detail(rateCard, unit), []*rateModel{{}}, "d.rates[0].rate: A RATECARD rate needs rate"},
		"price to come":         {detail(rateCard, unit), []*rateModel{{Rate: unknownAmount}}, ""},
		"a price called share":  {detail(revShare, unit), []*rateModel{{Type: str(revShare), Rate: dec("1"), RevShare: dec("1")}}, "d.rates[0].rate: rate cannot be set for a REVSHARE rate"},
		"no share":              {detail(revShare, unit), []*rateModel{{Type: str(revShare)}}, "d.rates[0].revshare: A REVSHARE rate needs revshare"},
		"share to come":         {detail(revShare, unit), []*rateModel{{Type: str(revShare), RevShare: unknownAmount}}, ""},
		"kind to come":          {detail(revShare, unit), []*rateModel{{Type: unknownText, Rate: dec("1")}}, ""},
		"unit of transactions":  {with(detail(rateCard, unit), func(d *detailModel) { d.RatingParameterUnit = str("MB") }), nil, "d.rating_parameter_unit: rating_parameter_unit needs rating_parameter"},
		"unit of an attribute":  {with(detail(rateCard, unit), func(d *detailModel) { d.RatingParameterUnit, d.RatingParameter = str("MB"), str("size") }), nil, ""},
		"unit of perhaps":       {with(detail(rateCard, unit), func(d *detailModel) { d.RatingParameterUnit, d.RatingParameter = str("MB"), unknownText }), nil, ""},
		"one of what":           {with(detail(rateCard, volume), func(d *detailModel) { d.Duration = num(1) }), nil, "d.duration_type: duration needs duration_type"},
		"free for how long":     {with(detail(rateCard, unit), func(d *detailModel) { d.FreemiumUnit, d.FreemiumDurationType = dec("1"), str("DAY") }), nil, "d.freemium_duration: Free usage is only partly configured"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := at(detailProblems(path.Root("d"), tt.detail, tt.rates)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestBandProblems(t *testing.T) {
	t.Parallel()
	band := func(kind, start, end string) *rateModel {
		r := &rateModel{StartUnit: dec(start), EndUnit: dec(end)}
		if kind != "" {
			r.Type = str(kind)
		}
		if start == "" {
			r.StartUnit = fwtypes.NewDecimalNull()
		}
		if end == "" {
			r.EndUnit = fwtypes.NewDecimalNull()
		}
		return r
	}
	unclearEnd := band("", "0", "")
	unclearEnd.EndUnit = unknownAmount
	for name, tt := range map[string]struct {
		rates []*rateModel
		want  string
	}{
		"none":                    {nil, ""},
		"one open":                {[]*rateModel{band("", "", "")}, ""},
		"the last is closed":      {[]*rateModel{band("", "0", "100"), band("", "100", "10000")}, ""},
		"in another spelling":     {[]*rateModel{band("", "0.0", "100.0"), band("", "100", "")}, ""},
		"in any order":            {[]*rateModel{band("", "100", ""), band("", "0", "0.5"), band("", "0.5", "100")}, ""},
		"two kinds":               {[]*rateModel{band("", "0", "10"), band(revShare, "0", "7"), band("", "10", ""), band(revShare, "7", "")}, ""},
		"bands of shares":         {[]*rateModel{band(revShare, "3", "")}, "d.rates[0].start_unit: The first band does not start at 0"},
		"no beginning":            {[]*rateModel{band("", "1", "")}, "d.rates[0].start_unit: The first band does not start at 0"},
		"no beginning, unordered": {[]*rateModel{band("", "5", ""), band("", "1", "5")}, "d.rates[1].start_unit: The first band does not start at 0"},
		"gap":                     {[]*rateModel{band("", "0", "10"), band("", "11", "")}, "d.rates[1].start_unit: Bands do not touch"},
		"overlap":                 {[]*rateModel{band("", "9.9999", ""), band("", "0", "10")}, "d.rates[0].start_unit: Bands do not touch"},
		"open in between":         {[]*rateModel{band("", "0", ""), band("", "10", "")}, "d.rates[0].end_unit: A band without end is not the last"},
		"twice":                   {[]*rateModel{band("", "0", ""), band("", "0", "")}, "d.rates[1].start_unit: Bands overlap"},
		"empty":                   {[]*rateModel{band("", "0", "10"), band("", "10", "10")}, "d.rates[1].end_unit: A band ends where it starts, or before"},
		"backwards":               {[]*rateModel{band("", "0", "10"), band("", "10", "5")}, "d.rates[1].end_unit: A band ends where it starts, or before"},
		"a rate to come":          {[]*rateModel{band("", "1", ""), nil}, ""},
		"an end to come":          {[]*rateModel{unclearEnd, band("", "10", "")}, ""},
		"a kind to come":          {[]*rateModel{band("", "1", ""), {Type: unknownText}}, ""},
		"no number":               {[]*rateModel{band("", "0", "ten")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := at(bandsOnly(detailProblems(path.Root("d"), bandedDetail(), tt.rates))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func bandedDetail() detailModel {
	var d detailModel
	d.Type, d.MeteringType = str(revShareRateCard), str(volume)
	return d
}
