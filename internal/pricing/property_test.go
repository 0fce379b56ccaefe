package pricing

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

const trials = 2000

// trial is a random plan of one detail with a price, and a source of more.
type trial struct {
	*rand.Rand
	detail Detail
	// top is a number of units beyond the last edge.
	top decimal.Decimal
}

func newTrial(seed uint64, meterings ...string) trial {
	r := trial{Rand: rand.New(rand.NewPCG(seed, 1))}
	r.top = decimal.NewFromInt(1)
	metering := meterings[r.IntN(len(meterings))]
	var steps []Step
	for range 1 + r.IntN(5) {
		if metering == Unit && len(steps) == 1 {
			break
		}
		r.top = r.top.Add(r.number(100000))
		steps = append(steps, Step{UpTo: Known(r.top), Rate: Known(r.number(1000000))})
	}
	if metering == Unit || r.IntN(2) == 0 {
		steps[len(steps)-1].UpTo = Arg[decimal.Decimal]{}
	}
	rates, err := Bands(steps)
	if err != nil {
		panic(err)
	}
	r.Shuffle(len(rates), func(i, j int) { rates[i], rates[j] = rates[j], rates[i] })
	r.detail = detail(RateCard, metering, rates...)
	r.top = r.top.Mul(dec("1.5"))
	return r
}

// number is a random one of up to four decimals, greater than zero.
func (r trial) number(below int64) decimal.Decimal {
	return decimal.New(1+r.Int64N(below*10000), -4)
}

// units is a number of units, now and then exactly on an edge.
func (r trial) units() decimal.Decimal {
	rates, _ := r.detail.Rates.Get()
	if edge, bounded := rates[r.IntN(len(rates))].EndUnit.Get(); bounded && r.IntN(4) == 0 {
		return edge
	}
	return r.top.Mul(decimal.New(r.Int64N(10001), -4)).Truncate(4)
}

func TestCharge_totalIsTheSumOfItsLines(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		r := newTrial(seed, Unit, Volume, StairStep)
		used := r.units()
		got := mustCharge(t, plan(r.detail), Usage{Units: Known(used)})
		total, counted := decimal.Zero, decimal.Zero
		for i, line := range got.Lines {
			total, counted = total.Add(line.Amount), counted.Add(line.Units)
			if i > 0 && !got.Lines[i-1].End.Equal(line.Start) {
				t.Errorf("seed %d: line %d begins at %s, the one before ends at %s", seed, i, line.Start, got.Lines[i-1].End)
			}
		}
		if !total.Equal(got.Total) {
			t.Errorf("seed %d: the lines add up to %s, and the total is %s", seed, total, got.Total)
		}
		if !counted.Equal(got.ChargedUnits) || !counted.Add(got.UnpricedUnits).Add(got.FreeUnits).Equal(used) {
			t.Errorf("seed %d: of %s units %s are in lines, %s charged, %s free, %s unpriced", seed, used, counted, got.ChargedUnits, got.FreeUnits, got.UnpricedUnits)
		}
	}
}

func TestCharge_neverFallsWithUsage(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		r := newTrial(seed, Unit, Volume, StairStep)
		less, more := r.units(), r.units()
		if less.GreaterThan(more) {
			less, more = more, less
		}
		a := mustCharge(t, plan(r.detail), Usage{Units: Known(less)})
		b := mustCharge(t, plan(r.detail), Usage{Units: Known(more)})
		if a.Total.GreaterThan(b.Total) {
			t.Errorf("seed %d: %s units cost %s, and %s cost %s", seed, less, a.Total, more, b.Total)
		}
	}
}

// A band that is cut in two at any place, both halves at the same rate, charges the same.
func TestCharge_splittingABandChangesNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		r := newTrial(seed, Volume)
		rates, _ := r.detail.Rates.Get()
		i := r.IntN(len(rates))
		start, end := rates[i].start(), r.top
		if bound, bounded := rates[i].EndUnit.Get(); bounded {
			end = bound
		}
		edge := start.Add(end.Sub(start).Div(decimal.NewFromInt(2)))
		split := append([]Rate{}, rates...)
		lower, upper := rates[i], rates[i]
		lower.EndUnit, upper.StartUnit = Known(edge), Known(edge)
		split[i] = lower
		split = append(split, upper)
		used := r.units()
		a := mustCharge(t, plan(r.detail), Usage{Units: Known(used)})
		b := mustCharge(t, plan(detail(RateCard, Volume, split...)), Usage{Units: Known(used)})
		if !a.Total.Equal(b.Total) || !a.UnpricedUnits.Equal(b.UnpricedUnits) {
			t.Errorf("seed %d: %s units cost %s, and %s with a band cut at %s", seed, used, a.Total, b.Total, edge)
		}
	}
}

// Usage cut at any place, the second part in what is left of the bands, costs the same together.
func TestCharge_splittingUsageChangesNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		r := newTrial(seed, Volume)
		used := r.units()
		cut := used.Mul(decimal.New(r.Int64N(101), -2))
		if rates, _ := r.detail.Rates.Get(); r.IntN(2) == 0 {
			if edge, bounded := rates[r.IntN(len(rates))].EndUnit.Get(); bounded && edge.LessThan(used) {
				cut = edge
			}
		}
		whole := mustCharge(t, plan(r.detail), Usage{Units: Known(used)})
		first := mustCharge(t, plan(r.detail), Usage{Units: Known(cut)})
		second := mustCharge(t, plan(detail(RateCard, Volume, above(r.detail, cut)...)), Usage{Units: Known(used.Sub(cut))})
		if !first.Total.Add(second.Total).Equal(whole.Total) {
			t.Errorf("seed %d: %s units cost %s, but cut at %s they cost %s and %s", seed, used, whole.Total, cut, first.Total, second.Total)
		}
	}
}

// above are the bands that are left after some usage, moved down to 0.
func above(d Detail, used decimal.Decimal) []Rate {
	rates, _ := d.Rates.Get()
	var left []Rate
	for _, r := range rates {
		end, bounded := r.EndUnit.Get()
		if bounded && end.LessThanOrEqual(used) {
			continue
		}
		r.StartUnit = Known(decimal.Max(decimal.Zero, r.start().Sub(used)))
		if bounded {
			r.EndUnit = Known(end.Sub(used))
		}
		left = append(left, r)
	}
	if len(left) == 0 { // used up: anything from here on has no price
		left = []Rate{price("0", "0.0001", "0")}
	}
	return left
}

func TestCharge_scalesExactly(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		r := newTrial(seed, Unit, Volume, StairStep)
		power := int32(r.IntN(19)) - 9
		rates, _ := r.detail.Rates.Get()
		scaled := append([]Rate{}, rates...)
		for i := range scaled {
			rate, _ := scaled[i].Rate.Get()
			scaled[i].Rate = Known(rate.Shift(power))
		}
		used := Usage{Units: Known(r.units())}
		a, b := mustCharge(t, plan(r.detail), used), mustCharge(t, plan(detail(RateCard, text(r.detail.MeteringType, ""), scaled...)), used)
		if !a.Total.Shift(power).Equal(b.Total) {
			t.Errorf("seed %d: %s times 10^%d is not %s", seed, a.Total, power, b.Total)
		}
	}
}

// The order in which the service sends bands means nothing.
func TestCharge_orderOfRatesMeansNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		r := newTrial(seed, Volume, StairStep)
		rates, _ := r.detail.Rates.Get()
		shuffled := append([]Rate{}, rates...)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		used := Usage{Units: Known(r.units())}
		a := mustCharge(t, plan(r.detail), used)
		b := mustCharge(t, plan(detail(RateCard, text(r.detail.MeteringType, ""), shuffled...)), used)
		if diff := cmp.Diff(a, b); diff != "" {
			t.Errorf("seed %d:\n%s", seed, diff)
		}
	}
}

// With free units the answer is that of the other units alone, or a refusal.
func TestCharge_freeUnitsComeOffFirst(t *testing.T) {
	t.Parallel()
	refused := 0
	for seed := range uint64(trials) {
		r := newTrial(seed, Unit, Volume, StairStep)
		free, used := r.units(), r.units()
		got, err := Charge(plan(Detail{
			Type: r.detail.Type, MeteringType: r.detail.MeteringType, Rates: r.detail.Rates, Freemium: Freemium{Unit: Known(free)},
		}), Usage{Units: Known(used)})
		if err != nil {
			refused++
			continue
		}
		rest := decimal.Max(decimal.Zero, used.Sub(free))
		want := mustCharge(t, plan(r.detail), Usage{Units: Known(rest)})
		if !got.Total.Equal(want.Total) || !got.FreeUnits.Equal(used.Sub(rest)) {
			t.Errorf("seed %d: %s units, %s free: %+v", seed, used, free, got)
		}
	}
	if refused == 0 || refused == trials {
		t.Errorf("%d of %d were refused", refused, trials)
	}
}
