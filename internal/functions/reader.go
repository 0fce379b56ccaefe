package functions

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// maxDigits is how many digits a number may have, as in the arguments of resources: fewer than the
// 154 of an HCL division, so that sums and products stay exact.
const maxDigits = 25

// reader reads plain values and keeps the first thing that is wrong with them.
type reader struct {
	argument pricing.Argument
	err      error
}

// object is an object of an argument and its place there, empty for the argument itself.
type object struct {
	at      string
	members map[string]any
}

func (r *reader) fail(at, format string, args ...any) {
	if r.err == nil {
		r.err = &pricing.Error{Argument: r.argument, At: strings.TrimPrefix(at, "."), Text: fmt.Sprintf(format, args...)}
	}
}

// known refuses members of other names, which may be misspelled.
func (r *reader) known(o object, names ...string) {
	var others []string
	for name := range o.members {
		if !slices.Contains(names, name) {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		r.fail(o.at, "There is no attribute %q here; there are %s.", slices.Min(others), strings.Join(names, ", "))
	}
}

// text reads an optional text.
func (r *reader) text(o object, name string) pricing.Arg[string] {
	switch v := o.members[name].(type) {
	case nil:
	case unknown:
		return pricing.Unknown[string]()
	case string:
		return pricing.Known(v)
	default:
		r.fail(o.at+"."+name, "has to be a string, not %s.", kindOf(v))
	}
	return pricing.Arg[string]{}
}

// flag reads an optional true or false.
func (r *reader) flag(o object, name string) pricing.Arg[bool] {
	switch v := o.members[name].(type) {
	case nil:
	case unknown:
		return pricing.Unknown[bool]()
	case bool:
		return pricing.Known(v)
	case string:
		if v == "true" || v == "false" {
			return pricing.Known(v == "true")
		}
		r.fail(o.at+"."+name, "is %q, and has to be true or false.", v)
	default:
		r.fail(o.at+"."+name, "has to be true or false, not %s.", kindOf(v))
	}
	return pricing.Arg[bool]{}
}

// amount reads an optional number that is not negative.
func (r *reader) amount(o object, name string) pricing.Arg[decimal.Decimal] {
	return r.number(o.at+"."+name, o.members[name])
}

// number reads a number that is not negative, written as a number or as text.
func (r *reader) number(at string, value any) pricing.Arg[decimal.Decimal] {
	text := ""
	switch v := value.(type) {
	case nil:
		return pricing.Arg[decimal.Decimal]{}
	case unknown:
		return pricing.Unknown[decimal.Decimal]()
	case string:
		text = v
	case number:
		if text = string(v); strings.ContainsAny(text, "eI") {
			r.fail(at, "is %s, which is no sound amount.", text)
		}
	case json.Number:
		text = v.String()
	default:
		r.fail(at, "has to be a number, not %s.", kindOf(v))
		return pricing.Arg[decimal.Decimal]{}
	}
	parsed := fwtypes.NewDecimalText(text).Pointer()
	switch {
	case parsed == nil:
		r.fail(at, "%s", refusal(fwtypes.NewDecimalText(text)))
	case parsed.IsNegative():
		r.fail(at, "is %s, and must not be negative.", text)
	case parsed.NumDigits() > maxDigits || parsed.Exponent() < -maxDigits:
		r.fail(at, "has more than %d digits. Round it, for example with format(\"%%.4f\", 10 / 3).", maxDigits)
	default:
		return pricing.Known(*parsed)
	}
	return pricing.Arg[decimal.Decimal]{}
}

// elements reads a list; known is false where it is not known yet.
func (r *reader) elements(at string, value any) (elements []any, known bool) {
	switch v := value.(type) {
	case nil:
	case unknown:
		return nil, false
	case []any:
		return v, true
	default:
		r.fail(at, "has to be a list, not %s.", kindOf(v))
	}
	return nil, true
}

// member reads an object within the argument; known is false where it is not known yet.
func (r *reader) member(at string, value any) (o object, known bool) {
	switch v := value.(type) {
	case unknown:
		return object{}, false
	case map[string]any:
		return object{at, v}, true
	default:
		r.fail(at, "has to be an object, not %s.", kindOf(v))
	}
	return object{at: at}, true
}

// kindOf says what a value is, for messages.
func kindOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("the string %q", short(v))
	case number:
		return "the number " + short(string(v))
	case json.Number:
		return "the number " + short(v.String())
	case bool:
		return fmt.Sprintf("%t", v)
	case set, []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return "a value that is not known yet"
}

// short cuts a text, so that a message stays readable whatever was passed.
func short(text string) string {
	const shown = 40
	if len(text) <= shown {
		return text
	}
	return text[:shown] + "..."
}
