package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/functions"
)

// What is printed where there is no value to print.
const (
	notKnown = "not known"
	notShown = "not shown"
)

// amount is a number of money, credits or percent. The zero amount is absent.
type amount struct {
	value  decimal.Decimal
	status status
}

type status int

const (
	absent status = iota
	known
	atMost  // not known, but not above the value
	unknown // before apply
	hidden  // sensitive
)

func exactly(value decimal.Decimal) amount { return amount{value: value, status: known} }

var zero = exactly(decimal.Zero)

// orZero is 0 where a number was left out.
func (a amount) orZero() amount {
	if a.status == absent {
		return zero
	}
	return a
}

// positive reports whether the amount is above 0 or may be.
func (a amount) positive() bool {
	return a.status > atMost || a.status != absent && a.value.IsPositive()
}

// combine applies an exact operation; the result is as little known as the less known of the two.
func (a amount) combine(b amount, operation func(decimal.Decimal, decimal.Decimal) decimal.Decimal) amount {
	switch s := max(a.status, b.status); {
	case a.status == absent || b.status == absent:
		return amount{}
	case s > atMost:
		return amount{status: s}
	default:
		return amount{operation(a.value, b.value), s}
	}
}

func (a amount) plus(b amount) amount  { return a.combine(b, decimal.Decimal.Add) }
func (a amount) minus(b amount) amount { return a.combine(b, decimal.Decimal.Sub) }
func (a amount) times(b amount) amount { return a.combine(b, decimal.Decimal.Mul) }

// String is the number with its digits in groups, two decimals at least.
func (a amount) String() string {
	switch a.status {
	case known:
		return figure(a.value)
	case atMost:
		return "at most " + figure(a.value)
	case unknown:
		return notKnown
	case hidden:
		return notShown
	}
	return ""
}

// MarshalJSON is {"status": "known", "value": "12.5"}, or null where there is no number.
func (a amount) MarshalJSON() ([]byte, error) {
	if a.status == absent {
		return []byte("null"), nil
	}
	shown := struct {
		Status string `json:"status"`
		Value  string `json:"value,omitempty"`
	}{Status: [...]string{"", "known", "at_most", "not_known", "not_shown"}[a.status]}
	if a.status <= atMost {
		shown.Value = a.value.String()
	}
	return json.Marshal(shown)
}

// figure is a number as people write it: two decimals, or as many more as it has.
func figure(number decimal.Decimal) string {
	if number.Equal(number.Round(2)) {
		return grouped(number.StringFixed(2))
	}
	return grouped(number.String())
}

// values are attributes by name; see readValues.
type values map[string]any

// text is a text, notKnown or notShown, or empty.
func (v values) text(name string) string {
	switch value := v[name].(type) {
	case string:
		return value
	case maskedValue:
		return notShown
	case nil:
		return ""
	default:
		if value == functions.Unknown {
			return notKnown
		}
		if number, ok := value.(json.Number); ok {
			return number.String()
		}
	}
	return ""
}

// currency is a code in upper case, notKnown or notShown.
func (v values) currency(name string) string {
	switch text := v.text(name); text {
	case notKnown, notShown:
		return text
	case "":
		return notKnown
	default:
		return strings.ToUpper(text)
	}
}

func (v values) amount(name string) amount {
	switch text := v.text(name); text {
	case "":
		return amount{}
	case notKnown:
		return amount{status: unknown}
	case notShown:
		return amount{status: hidden}
	default:
		number, err := decimal.NewFromString(text)
		if err != nil {
			return amount{status: unknown}
		}
		return exactly(number)
	}
}

// is reports whether a flag is true, and whether that is known.
func (v values) is(name string) (set, isKnown bool) {
	switch value := v[name].(type) {
	case nil:
		return false, true
	case bool:
		return value, true
	}
	return false, false
}

// list are the objects of a list; whole is false where some of it is not known or not shown.
func (v values) list(name string) (objects []values, whole bool) {
	elements, ok := v[name].([]any)
	whole = ok || v[name] == nil
	for _, element := range elements {
		if o, ok := element.(map[string]any); ok {
			objects = append(objects, o)
		} else {
			whole = false
		}
	}
	return objects, whole
}

// sum is what effects of one measure add up to in one currency.
type sum struct {
	Measure  string `json:"measure"`
	Currency string `json:"currency"`
	// Amount is credits for credits, and money of the currency for all others.
	Amount amount `json:"amount"`
	// Worth is what credits are worth in the currency.
	Worth amount `json:"worth"`
	// NotKnown and WorthNotKnown are how many effects are not in Amount and Worth because theirs is
	// not known.
	NotKnown      int `json:"not_known"`
	WorthNotKnown int `json:"worth_not_known"`
}

// sumsOf adds up what effects move, in the order of the measures.
func sumsOf(effects []effect) []sum {
	sums := []sum{}
	for _, e := range effects {
		measure := e.measure()
		if measure == "" {
			continue
		}
		i := slices.IndexFunc(sums, func(s sum) bool { return s.Measure == measure && s.Currency == e.Currency })
		if i < 0 {
			i = len(sums)
			sums = append(sums, sum{Measure: measure, Currency: e.Currency, Amount: zero})
		}
		sums[i].add(e)
	}
	slices.SortStableFunc(sums, func(a, b sum) int {
		if order := slices.Index(measures, a.Measure) - slices.Index(measures, b.Measure); order != 0 {
			return order
		}
		return strings.Compare(a.Currency, b.Currency)
	})
	return sums
}

// add adds the amount of an effect. A part that is not shown hides the whole: it could be told from
// the difference.
func (s *sum) add(e effect) {
	change := e.Change
	if strings.HasSuffix(s.Measure, "_lowered") {
		change.value = change.value.Neg()
	}
	if change.status == unknown {
		s.NotKnown++
	}
	s.Amount = addShown(s.Amount, change)
	if e.unit() == "credits" {
		s.Worth = addShown(s.Worth.orZero(), e.Worth)
		if e.Worth.status == unknown {
			s.WorthNotKnown++
		}
	}
}

func addShown(total, part amount) amount {
	switch {
	case total.status == hidden || part.status == hidden:
		return amount{status: hidden}
	case part.status == absent || part.status == unknown:
		return total
	}
	return total.plus(part)
}
