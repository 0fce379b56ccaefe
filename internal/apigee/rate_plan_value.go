package apigee

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// The service writes one value in several forms: numbers as text, booleans as text, null or "" for
// nothing (contract: apigee-mint 4.2, 8). The types below read all of them, and write null where
// they are not set.

// Text is a text, empty where it is not set.
type Text string

// MarshalJSON implements json.Marshaler.
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return null, nil
	}
	return json.Marshal(string(t))
}

// Ref is the id of another object, empty where there is none. Requests name the object by its id,
// and answers hold the whole of it (contract: apigee-mint 1.5).
type Ref string

func (r Ref) lower() Ref { return Ref(strings.ToLower(string(r))) }

// MarshalJSON implements json.Marshaler.
func (r Ref) MarshalJSON() ([]byte, error) { return json.Marshal(refTo(string(r))) }

// UnmarshalJSON implements json.Unmarshaler.
func (r *Ref) UnmarshalJSON(data []byte) error {
	var whole *ref
	err := json.Unmarshal(data, &whole)
	*r = Ref(whole.id())
	return err
}

// Owner is the organization of a plan. Requests name it by its ID.
type Owner struct {
	ID string `json:"id"`
	// TimeZone is the zone of the plan's dates, such as Europe/Rome; empty where the service gave
	// none.
	TimeZone string `json:"timezone,omitempty"`
}

// Sent is a reference that every request has and that nobody reads in an answer.
type Sent string

// MarshalJSON implements json.Marshaler.
func (s Sent) MarshalJSON() ([]byte, error) { return Ref(s).MarshalJSON() }

// UnmarshalJSON implements json.Unmarshaler.
func (*Sent) UnmarshalJSON([]byte) error { return nil }

// MarshalJSON implements json.Marshaler: requests name a developer by its ID alone.
func (d DeveloperRef) MarshalJSON() ([]byte, error) { return json.Marshal(refTo(d.ID)) }

// UnmarshalJSON implements json.Unmarshaler.
func (d *DeveloperRef) UnmarshalJSON(data []byte) error {
	var whole *ref
	err := json.Unmarshal(data, &whole)
	*d = whole.developer()
	return err
}

// Parent is the plan of which another is a revision.
type Parent struct {
	ID string
	// Whole is set in the request for a revision: no shorter one is known to work (contract:
	// apigee-mint 4.5).
	Whole *RatePlan
}

// MarshalJSON implements json.Marshaler.
func (p Parent) MarshalJSON() ([]byte, error) {
	if p.Whole == nil {
		return json.Marshal(refTo(p.ID))
	}
	return json.Marshal(newPlan(*p.Whole))
}

// UnmarshalJSON implements json.Unmarshaler.
func (p *Parent) UnmarshalJSON(data []byte) error {
	var whole *ref
	err := json.Unmarshal(data, &whole)
	*p = Parent{ID: whole.id()}
	return err
}

// Amount is an exact number.
type Amount struct{ Value *decimal.Decimal }

// MarshalJSON implements json.Marshaler.
func (a Amount) MarshalJSON() ([]byte, error) { return json.Marshal(exactOf(a.Value)) }

// UnmarshalJSON implements json.Unmarshaler.
func (a *Amount) UnmarshalJSON(data []byte) error {
	a.Value = nil
	text, err := scalar(data)
	if err != nil || text == "" {
		return err
	}
	d, err := parseNumber(text)
	if err == nil {
		a.Value = &d
	}
	return err
}

// or is the number, or fallback where there is none.
func (a Amount) or(fallback decimal.Decimal) decimal.Decimal {
	if a.Value == nil {
		return fallback
	}
	return *a.Value
}

// String is the number, empty where there is none.
func (a Amount) String() string {
	if a.Value == nil {
		return ""
	}
	return a.Value.String()
}

// Count is a whole number.
type Count struct{ Value *int64 }

// MarshalJSON implements json.Marshaler.
func (c Count) MarshalJSON() ([]byte, error) { return json.Marshal(c.Value) }

// UnmarshalJSON implements json.Unmarshaler.
func (c *Count) UnmarshalJSON(data []byte) error {
	c.Value = nil
	var n Amount
	if err := n.UnmarshalJSON(data); err != nil || n.Value == nil {
		return err
	}
	if !n.Value.IsInteger() || !n.Value.BigInt().IsInt64() {
		return fmt.Errorf("%s is not a whole number", data)
	}
	c.Value = new(n.Value.IntPart())
	return nil
}

// String is the number, empty where there is none.
func (c Count) String() string {
	if c.Value == nil {
		return ""
	}
	return strconv.FormatInt(*c.Value, 10)
}

func (c Count) isZero() bool { return c.Value == nil || *c.Value == 0 }

// Days is a number of days, which the service keeps as text (contract: apigee-mint 4.2).
type Days struct{ Count }

// MarshalJSON implements json.Marshaler.
func (d Days) MarshalJSON() ([]byte, error) { return Text(d.String()).MarshalJSON() }

// Bool is a boolean that is false where it is not set.
type Bool bool

// UnmarshalJSON implements json.Unmarshaler.
func (b *Bool) UnmarshalJSON(data []byte) error {
	var f Flag
	err := f.UnmarshalJSON(data)
	*b = Bool(f.Value != nil && *f.Value)
	return err
}

// Answered is a boolean of the service's own, which requests do not send.
type Answered bool

// UnmarshalJSON implements json.Unmarshaler.
func (a *Answered) UnmarshalJSON(data []byte) error { return (*Bool)(a).UnmarshalJSON(data) }

// IsZero makes omitzero leave it out.
func (Answered) IsZero() bool { return true }

// Flag is a boolean that may not be set.
type Flag struct{ Value *bool }

// MarshalJSON implements json.Marshaler.
func (f Flag) MarshalJSON() ([]byte, error) { return json.Marshal(f.Value) }

// UnmarshalJSON implements json.Unmarshaler.
func (f *Flag) UnmarshalJSON(data []byte) error {
	f.Value = nil
	text, err := scalar(data)
	if err != nil || text == "" {
		return err
	}
	b, err := strconv.ParseBool(strings.ToLower(text))
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", text)
	}
	f.Value = &b
	return nil
}

var null = []byte("null")

// newPlan is a plan as a POST writes it: without what is not set. An update writes null in its
// place: whether the service reads a property that is missing there as null or as unchanged is not
// known (contract: apigee-mint 9.3).
type newPlan RatePlan

// notSet is a property without a value. A quote within a text is escaped, so that this matches
// properties only; none of them is the first of its object.
var notSet = regexp.MustCompile(`,"\w+":null`)

// MarshalJSON implements json.Marshaler.
func (p newPlan) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(RatePlan(p))
	return notSet.ReplaceAll(data, nil), err
}
