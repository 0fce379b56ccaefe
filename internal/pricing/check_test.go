package pricing

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

// at lists where problems are, each with its summary.
func at(problems []Problem) string {
	var all []string
	for _, p := range problems {
		where := p.Attribute
		if p.Rate >= 0 {
			where = fmt.Sprintf("[%d].%s", p.Rate, p.Attribute)
		}
		all = append(all, where+": "+p.Summary)
	}
	return strings.Join(all, "\n")
}

func TestCheckDetail(t *testing.T) {
	t.Parallel()
	card := Rate{Rate: num("1")}
	part := share("", "", "10")
	from, next := Rate{Rate: num("1"), EndUnit: num("10")}, Rate{Rate: num("2"), StartUnit: num("10")}
	with := func(d Detail, set func(*Detail)) Detail {
		set(&d)
		return d
	}
	for name, tt := range map[string]struct {
		detail Detail
		want   string
	}{
		"flat":                  {detail(RateCard, "", card), ""},
		"a card by default":     {detail("", "", part), "[0].type: The type of the rate does not fit the detail"},
		"no rate":               {detail(RateCard, Unit), ""},
		"rates unknown":         {Detail{Rates: Unknown[[]Rate]()}, ""},
		"bands":                 {detail(RateCard, Volume, from, next), ""},
		"bundles":               {detail(RateCard, StairStep, from, next), ""},
		"share":                 {detail(RevShare, Unit, part), ""},
		"both":                  {detail(RevShareRateCard, Unit, part, card), ""},
		"notification":          {detail(UsageTarget, DevSpecific, card), ""},
		"notification per unit": {detail(UsageTarget, ""), "metering_type: metering_type does not fit type"},
		"card by developer":     {detail(RateCard, DevSpecific), "metering_type: metering_type does not fit type"},
		"share in bundles":      {detail(RevShare, StairStep), "metering_type: metering_type does not fit type"},
		"flat bands":            {detail(RateCard, Unit, from, next), "rates: A flat rate has bands"},
		"flat by default":       {detail(RateCard, "", from, next), "rates: A flat rate has bands"},
		"metering unknown":      {detail(RateCard, "?", from, next), ""},
		"type unknown":          {detail("?", DevSpecific, part), ""},
		"an unknown rate":       {detail(RateCard, Unit, card, UnknownRate()), ""},
		"a share on a card":     {detail(RateCard, Unit, part), "[0].type: The type of the rate does not fit the detail"},
		"a price in a share":    {detail(RevShare, Unit, card), "[0].type: The type of the rate does not fit the detail"},
		"a share called price":  {detail(RateCard, Unit, Rate{Type: str(RateCard), Rate: num("1"), RevShare: num("1")}), "[0].revshare: revshare cannot be set for a RATECARD rate"},
		"no price":              {detail(RateCard, Unit, Rate{}), "[0].rate: A RATECARD rate needs rate"},
		"price to come":         {detail(RateCard, Unit, Rate{Rate: num("?")}), ""},
		"a price called share":  {detail(RevShare, Unit, Rate{Type: str(RevShare), Rate: num("1"), RevShare: num("1")}), "[0].rate: rate cannot be set for a REVSHARE rate"},
		"no share":              {detail(RevShare, Unit, Rate{Type: str(RevShare)}), "[0].revshare: A REVSHARE rate needs revshare"},
		"share to come":         {detail(RevShare, Unit, share("", "", "?")), ""},
		"kind to come":          {detail(RevShare, Unit, Rate{Type: str("?"), Rate: num("1")}), ""},
		"unit of transactions":  {with(detail(RateCard, Unit), func(d *Detail) { d.RatingParameterUnit = str("MB") }), "rating_parameter_unit: rating_parameter_unit needs rating_parameter"},
		"unit of an attribute":  {with(detail(RateCard, Unit), func(d *Detail) { d.RatingParameterUnit, d.RatingParameter = str("MB"), str("size") }), ""},
		"unit of perhaps":       {with(detail(RateCard, Unit), func(d *Detail) { d.RatingParameterUnit, d.RatingParameter = str("MB"), str("?") }), ""},
		"a gap":                 {detail(RateCard, Volume, from, price("11", "", "1")), "[1].start_unit: Bands do not touch"},
		"a gap of shares":       {detail(RevShare, Volume, share("1", "", "1")), "[0].start_unit: The first band does not start at 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := at(CheckDetail(tt.detail)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestCheckBands(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rates []Rate
		want  string
	}{
		"none":                    {nil, ""},
		"one open":                {[]Rate{price("", "", "")}, ""},
		"the last is closed":      {[]Rate{price("0", "100", ""), price("100", "10000", "")}, ""},
		"in another spelling":     {[]Rate{price("0.0", "100.0", ""), price("100", "", "")}, ""},
		"in any order":            {[]Rate{price("100", "", ""), price("0", "0.5", ""), price("0.5", "100", "")}, ""},
		"two kinds":               {[]Rate{price("0", "10", ""), share("0", "7", ""), price("10", "", ""), share("7", "", "")}, ""},
		"other kind is not asked": {[]Rate{share("3", "", "")}, ""},
		"no beginning":            {[]Rate{price("1", "", "")}, "[0].start_unit: The first band does not start at 0"},
		"no beginning, unordered": {[]Rate{price("5", "", ""), price("1", "5", "")}, "[1].start_unit: The first band does not start at 0"},
		"gap":                     {[]Rate{price("0", "10", ""), price("11", "", "")}, "[1].start_unit: Bands do not touch"},
		"overlap":                 {[]Rate{price("9.9999", "", ""), price("0", "10", "")}, "[0].start_unit: Bands do not touch"},
		"open in between":         {[]Rate{price("0", "", ""), price("10", "", "")}, "[0].end_unit: A band without end is not the last"},
		"twice":                   {[]Rate{price("0", "", ""), price("0", "", "")}, "[1].start_unit: Bands overlap"},
		"empty":                   {[]Rate{price("0", "10", ""), price("10", "10", "")}, "[1].end_unit: A band ends where it starts, or before"},
		"backwards":               {[]Rate{price("0", "10", ""), price("10", "5", "")}, "[1].end_unit: A band ends where it starts, or before"},
		"a rate to come":          {[]Rate{price("1", "", ""), UnknownRate()}, ""},
		"an end to come":          {[]Rate{price("0", "?", ""), price("10", "", "")}, ""},
		"a start to come":         {[]Rate{price("?", "", ""), price("10", "", "")}, ""},
		"a kind to come":          {[]Rate{price("1", "", ""), {Type: str("?")}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := at(CheckBands(RateCard, tt.rates)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestBands(t *testing.T) {
	t.Parallel()
	got, err := Bands([]Step{{UpTo: num("100"), Rate: num("0.05")}, {UpTo: num("?"), Rate: num("?")}, {Rate: num("0.02")}})
	want := []Rate{price("0", "100", "0.05"), price("100", "?", "?"), price("?", "", "0.02")}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Arg[string]{}, Arg[decimal.Decimal]{})); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	for want, steps := range map[string][]Step{
		"The list is empty":                         {},
		"[0] needs rate":                            {{}},
		"[1] has rate and revshare":                 {{UpTo: num("1"), Rate: num("1")}, {Rate: num("1"), RevShare: num("1")}},
		"[1] is of type REVSHARE":                   {{UpTo: num("1"), Rate: num("1")}, {RevShare: num("1")}},
		"[0].up_to is needed":                       {{Rate: num("1")}, {Rate: num("1")}},
		"[0].up_to is 0, and has to be":             {{UpTo: num("0"), Rate: num("1")}},
		"[1].up_to is 5, and has to be":             {{UpTo: num("5"), Rate: num("1")}, {UpTo: num("5"), Rate: num("1")}},
		"[2].up_to is 4.9, and has to be":           {{UpTo: num("4"), Rate: num("1")}, {UpTo: num("5"), Rate: num("1")}, {UpTo: num("4.9"), Rate: num("1")}},
		"[1].up_to is needed: only the last band m": {{UpTo: num("?"), Rate: num("1")}, {Rate: num("1")}, {Rate: num("1")}},
	} {
		_, err := Bands(steps)
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.HasPrefix(wrong.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// What Bands makes has no problem, whatever the edges.
func TestBands_haveNoProblems(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		if problems := CheckDetail(newTrial(seed, Volume, StairStep).detail); len(problems) > 0 {
			t.Errorf("seed %d: %+v", seed, problems)
		}
	}
}

func TestFeesOf(t *testing.T) {
	t.Parallel()
	yes, no, maybe := Known(true), Known(false), Unknown[bool]()
	show := func(f Fees) string {
		var all []string
		for _, fee := range []Arg[decimal.Decimal]{f.SetUp, f.Recurring, f.EarlyTermination, f.FirstInvoice} {
			value, known := fee.Get()
			switch {
			case known:
				all = append(all, value.String())
			case fee.IsUnknown():
				all = append(all, "?")
			default:
				all = append(all, "-")
			}
		}
		return strings.Join(all, " ")
	}
	for name, tt := range map[string]struct {
		terms FeeTerms
		want  string
	}{
		"none":                     {FeeTerms{}, "0 0 0 0"},
		"set-up":                   {FeeTerms{SetUpFee: num("20.50")}, "20.5 0 0 20.5"},
		"in arrears":               {FeeTerms{SetUpFee: num("20"), RecurringFee: num("10"), EarlyTerminationFee: num("5"), Advance: no}, "20 10 5 20"},
		"in advance":               {FeeTerms{SetUpFee: num("20"), RecurringFee: num("10"), Advance: yes}, "20 10 0 30"},
		"prorated":                 {FeeTerms{SetUpFee: num("20"), RecurringFee: num("10"), Advance: yes, Prorate: yes}, "20 10 0 -"},
		"prorated, in arrears":     {FeeTerms{SetUpFee: num("20"), RecurringFee: num("10"), Prorate: yes}, "20 10 0 20"},
		"prorated, own periods":    {FeeTerms{SetUpFee: num("20"), RecurringFee: num("10"), Advance: yes, Prorate: yes, RecurringType: str(Custom)}, "20 10 0 30"},
		"nothing to prorate":       {FeeTerms{SetUpFee: num("20"), Advance: yes, Prorate: yes}, "20 0 0 20"},
		"set-up unknown":           {FeeTerms{SetUpFee: num("?"), RecurringFee: num("10"), Advance: yes}, "? 10 0 ?"},
		"recurring unknown":        {FeeTerms{SetUpFee: num("20"), RecurringFee: num("?"), Advance: yes}, "20 ? 0 ?"},
		"recurring in arrears":     {FeeTerms{SetUpFee: num("20"), RecurringFee: num("?")}, "20 ? 0 20"},
		"termination unknown":      {FeeTerms{EarlyTerminationFee: num("?")}, "0 0 ? 0"},
		"advance unknown":          {FeeTerms{SetUpFee: num("20"), RecurringFee: num("10"), Advance: maybe}, "20 10 0 ?"},
		"advance does not matter":  {FeeTerms{SetUpFee: num("20"), Advance: maybe, Prorate: maybe}, "20 0 0 20"},
		"prorate unknown":          {FeeTerms{RecurringFee: num("10"), Advance: yes, Prorate: maybe}, "0 10 0 ?"},
		"prorate does not matter":  {FeeTerms{RecurringFee: num("10"), Advance: yes, Prorate: maybe, RecurringType: str(Custom)}, "0 10 0 10"},
		"periods unknown":          {FeeTerms{RecurringFee: num("10"), Advance: yes, Prorate: yes, RecurringType: str("?")}, "0 10 0 ?"},
		"periods do not matter":    {FeeTerms{RecurringFee: num("10"), Advance: yes, Prorate: no, RecurringType: str("?")}, "0 10 0 10"},
		"half prorated, by chance": {FeeTerms{RecurringFee: num("10"), Advance: yes, Prorate: yes, RecurringType: str(Calendar)}, "0 10 0 -"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := show(FeesOf(tt.terms)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
