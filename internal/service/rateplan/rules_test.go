package rateplan

import (
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
	unknownAmount = fwtypes.Decimal{StringValue: types.StringUnknown()}
)

// at lists where problems are, each with its summary.
func at(problems []problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.at.String()+": "+p.summary)
	}
	return strings.Join(all, "\n")
}

func TestPlanProblems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		set  func(*resourceModel)
		want string
	}{
		"nothing set":       {func(*resourceModel) {}, ""},
		"everybody":         {func(m *resourceModel) { m.Type = str(standard) }, ""},
		"one developer":     {func(m *resourceModel) { m.Type, m.DeveloperID = str(developer), str("dev@example.com") }, ""},
		"one category":      {func(m *resourceModel) { m.Type, m.DeveloperCategoryID = str(developerCategory), str("gold") }, ""},
		"developer unknown": {func(m *resourceModel) { m.Type, m.DeveloperID = str(developer), unknownText }, ""},
		"developer of everybody": {
			func(m *resourceModel) { m.DeveloperID = str("dev@example.com") }, "developer_id: The plan is for somebody else",
		},
		"perhaps a developer of everybody": {func(m *resourceModel) { m.DeveloperID = unknownText }, ""},
		"category of everybody": {
			func(m *resourceModel) { m.Type, m.DeveloperCategoryID = str(standard), str("gold") }, "developer_category_id: The plan is for somebody else",
		},
		"no developer": {func(m *resourceModel) { m.Type = str(developer) }, "developer_id: The plan is for nobody"},
		"no category":  {func(m *resourceModel) { m.Type = str(developerCategory) }, "developer_category_id: The plan is for nobody"},
		"developer of a category": {
			func(m *resourceModel) { m.Type, m.DeveloperID = str(developerCategory), str("dev@example.com") },
			"developer_id: The plan is for somebody else\ndeveloper_category_id: The plan is for nobody",
		},
		"type unknown": {func(m *resourceModel) { m.Type, m.DeveloperID = unknownText, str("dev@example.com") }, ""},

		"a month":           {func(m *resourceModel) { m.FrequencyDuration, m.FrequencyDurationType = num(1), str("MONTH") }, ""},
		"one of what":       {func(m *resourceModel) { m.FrequencyDuration = num(1) }, "frequency_duration_type: A duration without a unit"},
		"how many months":   {func(m *resourceModel) { m.FrequencyDurationType = str("MONTH") }, "frequency_duration: A unit without a duration"},
		"one of perhaps":    {func(m *resourceModel) { m.FrequencyDuration, m.FrequencyDurationType = num(1), unknownText }, ""},
		"perhaps of what":   {func(m *resourceModel) { m.FrequencyDuration = unknownNumber }, ""},
		"contract of what":  {func(m *resourceModel) { m.ContractDuration = num(1) }, "contract_duration_type: A duration without a unit"},
		"contract how long": {func(m *resourceModel) { m.ContractDurationType = str("YEAR") }, "contract_duration: A unit without a duration"},

		"free for a while": {func(m *resourceModel) {
			m.FreemiumUnit, m.FreemiumDuration, m.FreemiumDurationType = dec("100"), num(1), str("MONTH")
		}, ""},
		"nothing free":     {func(m *resourceModel) { m.FreemiumUnit = dec("0.0") }, ""},
		"free for no time": {func(m *resourceModel) { m.FreemiumDuration, m.FreemiumDurationType = num(0), str("MONTH") }, ""},
		"a unit of time": {
			func(m *resourceModel) { m.FreemiumDurationType = str("MONTH") },
			"freemium_unit: Free usage is given only in part\nfreemium_duration: Free usage is given only in part",
		},
		"free for how long": {
			func(m *resourceModel) { m.FreemiumUnit = dec("100") },
			"freemium_duration: Free usage is given only in part\nfreemium_duration_type: Free usage is given only in part",
		},
		"how much is free": {func(m *resourceModel) { m.FreemiumDuration, m.FreemiumDurationType = num(1), str("MONTH") }, "freemium_unit: Free usage is given only in part"},
		"free, the rest comes": {func(m *resourceModel) {
			m.FreemiumUnit, m.FreemiumDuration, m.FreemiumDurationType = dec("1"), unknownNumber, unknownText
		}, ""},
		"perhaps free": {func(m *resourceModel) { m.FreemiumUnit = unknownAmount }, ""},

		"a year": {func(m *resourceModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01"), fwtypes.NewDateTimeValue("2026-01-01")
		}, ""},
		"ended at its start": {func(m *resourceModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01"), fwtypes.NewDateTimeValue("2025-01-01 00:00:00")
		}, ""},
		"backwards": {func(m *resourceModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01 00:00:01"), fwtypes.NewDateTimeValue("2025-01-01")
		}, "end_date: The plan ends before it starts"},
		"start unknown": {func(m *resourceModel) {
			m.StartDate, m.EndDate = fwtypes.DateTime{StringValue: types.StringUnknown()}, fwtypes.NewDateTimeValue("2025-01-01")
		}, ""},
		"end unknown": {func(m *resourceModel) {
			m.StartDate, m.EndDate = fwtypes.NewDateTimeValue("2025-01-01"), fwtypes.DateTime{StringValue: types.StringUnknown()}
		}, ""},

		"keeps the clock":    {func(m *resourceModel) { m.KeepOriginalStartDate, m.ParentID = types.BoolValue(true), str("p") }, ""},
		"of perhaps":         {func(m *resourceModel) { m.KeepOriginalStartDate, m.ParentID = types.BoolValue(true), unknownText }, ""},
		"perhaps":            {func(m *resourceModel) { m.KeepOriginalStartDate = types.BoolUnknown() }, ""},
		"keeps no clock":     {func(m *resourceModel) { m.KeepOriginalStartDate = types.BoolValue(false) }, ""},
		"the clock of what?": {func(m *resourceModel) { m.KeepOriginalStartDate = types.BoolValue(true) }, "keep_original_start_date: Only a revision can keep a start date"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var m resourceModel
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
		"a card by default":     {detail("", ""), []*rateModel{&share}, "d.rates[0].type: The rate does not fit the detail"},
		"no rate":               {detail(rateCard, unit), nil, ""},
		"bands":                 {detail(rateCard, volume), []*rateModel{&from, &next}, ""},
		"bundles":               {detail(rateCard, stairStep), []*rateModel{&from, &next}, ""},
		"share":                 {detail(revShare, unit), []*rateModel{&share}, ""},
		"both":                  {detail(revShareRateCard, unit), []*rateModel{&share, &price}, ""},
		"notification":          {detail(usageTarget, devSpecific), []*rateModel{&price}, ""},
		"notification per unit": {detail(usageTarget, ""), nil, "d.metering_type: The metering type does not fit"},
		"card by developer":     {detail(rateCard, devSpecific), nil, "d.metering_type: The metering type does not fit"},
		"share in bundles":      {detail(revShare, stairStep), nil, "d.metering_type: The metering type does not fit"},
		"both in bundles":       {detail(revShareRateCard, stairStep), nil, ""},
		"flat bands":            {detail(rateCard, unit), []*rateModel{&from, &next}, "d.rates: A flat rate has bands"},
		"flat by default":       {detail(rateCard, ""), []*rateModel{&from, &next}, "d.rates: A flat rate has bands"},
		"metering unknown":      {with(detail(rateCard, ""), func(d *detailModel) { d.MeteringType = unknownText }), []*rateModel{&from, &next}, ""},
		"type unknown":          {with(detail("", devSpecific), func(d *detailModel) { d.Type = unknownText }), []*rateModel{&share}, ""},
		"an unknown rate":       {detail(rateCard, unit), []*rateModel{&price, nil}, ""},
		"a share on a card":     {detail(rateCard, unit), []*rateModel{&share}, "d.rates[0].type: The rate does not fit the detail"},
		"a price in a share":    {detail(revShare, unit), []*rateModel{&price}, "d.rates[0].type: The rate does not fit the detail"},
		"a share called price":  {detail(rateCard, unit), []*rateModel{{Type: str(rateCard), Rate: dec("1"), RevShare: dec("1")}}, "d.rates[0].revshare: A price is no share"},
		"no price":              {detail(rateCard, unit), []*rateModel{{}}, "d.rates[0].rate: The price is missing"},
		"price to come":         {detail(rateCard, unit), []*rateModel{{Rate: unknownAmount}}, ""},
		"a price called share":  {detail(revShare, unit), []*rateModel{{Type: str(revShare), Rate: dec("1"), RevShare: dec("1")}}, "d.rates[0].rate: A share is no price"},
		"no share":              {detail(revShare, unit), []*rateModel{{Type: str(revShare)}}, "d.rates[0].revshare: The share is missing"},
		"share to come":         {detail(revShare, unit), []*rateModel{{Type: str(revShare), RevShare: unknownAmount}}, ""},
		"kind to come":          {detail(revShare, unit), []*rateModel{{Type: unknownText, Rate: dec("1")}}, ""},
		"unit of transactions":  {with(detail(rateCard, unit), func(d *detailModel) { d.RatingParameterUnit = str("MB") }), nil, "d.rating_parameter_unit: A unit of nothing"},
		"unit of an attribute":  {with(detail(rateCard, unit), func(d *detailModel) { d.RatingParameterUnit, d.RatingParameter = str("MB"), str("size") }), nil, ""},
		"unit of perhaps":       {with(detail(rateCard, unit), func(d *detailModel) { d.RatingParameterUnit, d.RatingParameter = str("MB"), unknownText }), nil, ""},
		"one of what":           {with(detail(rateCard, volume), func(d *detailModel) { d.Duration = num(1) }), nil, "d.duration_type: A duration without a unit"},
		"free for how long":     {with(detail(rateCard, unit), func(d *detailModel) { d.FreemiumUnit, d.FreemiumDurationType = dec("1"), str("DAY") }), nil, "d.freemium_duration: Free usage is given only in part"},
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
		"other kind is not asked": {[]*rateModel{band(revShare, "3", "")}, ""},
		"no beginning":            {[]*rateModel{band("", "1", "")}, "r[0].start_unit: The first band does not start at 0"},
		"no beginning, unordered": {[]*rateModel{band("", "5", ""), band("", "1", "5")}, "r[1].start_unit: The first band does not start at 0"},
		"gap":                     {[]*rateModel{band("", "0", "10"), band("", "11", "")}, "r[1].start_unit: Bands do not touch"},
		"overlap":                 {[]*rateModel{band("", "9.9999", ""), band("", "0", "10")}, "r[0].start_unit: Bands do not touch"},
		"open in between":         {[]*rateModel{band("", "0", ""), band("", "10", "")}, "r[0].end_unit: A band without end is not the last"},
		"twice":                   {[]*rateModel{band("", "0", ""), band("", "0", "")}, "r[1].start_unit: Bands overlap"},
		"empty":                   {[]*rateModel{band("", "0", "10"), band("", "10", "10")}, "r[1].end_unit: A band ends where it starts, or before"},
		"backwards":               {[]*rateModel{band("", "0", "10"), band("", "10", "5")}, "r[1].end_unit: A band ends where it starts, or before"},
		"a rate to come":          {[]*rateModel{band("", "1", ""), nil}, ""},
		"an end to come":          {[]*rateModel{unclearEnd, band("", "10", "")}, ""},
		"a kind to come":          {[]*rateModel{band("", "1", ""), {Type: unknownText}}, ""},
		"no number":               {[]*rateModel{band("", "0", "ten")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := at(bandProblems(path.Root("r"), rateCard, tt.rates)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}
