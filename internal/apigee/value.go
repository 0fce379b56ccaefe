package apigee

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// The service writes one value in several forms: numbers as text, booleans as text, null or "" for
// nothing (contract: apigee-mint 4.2, 8). The types below read all of them, and are nil inside when
// there was nothing.

// maxDigits bounds the length and the exponent of a number. Without it an answer such as
// 1e999999999, which is short, would make the first comparison fill the memory.
const maxDigits = 100

type number struct{ value *decimal.Decimal }

func (n *number) UnmarshalJSON(data []byte) error {
	text, err := scalar(data)
	if err != nil || text == "" {
		n.value = nil
		return err
	}
	d, err := parseNumber(text)
	if err != nil {
		return err
	}
	n.value = &d
	return nil
}

// or is the number, or fallback when there was none.
func (n number) or(fallback decimal.Decimal) decimal.Decimal {
	if n.value == nil {
		return fallback
	}
	return *n.value
}

func parseNumber(text string) (decimal.Decimal, error) {
	if len(text) > maxDigits {
		return decimal.Decimal{}, fmt.Errorf("a number of %d characters is out of range", len(text))
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("%q is not a number", text)
	}
	if exponent := d.Exponent(); exponent > maxDigits || exponent < -maxDigits {
		return decimal.Decimal{}, fmt.Errorf("%q is out of range", text)
	}
	return d, nil
}

type whole struct{ value *int64 }

func (w *whole) UnmarshalJSON(data []byte) error {
	var n number
	if err := n.UnmarshalJSON(data); err != nil {
		return err
	}
	w.value = nil
	if n.value == nil {
		return nil
	}
	if !n.value.IsInteger() || !n.value.BigInt().IsInt64() {
		return fmt.Errorf("%s is not a whole number", data)
	}
	i := n.value.IntPart()
	w.value = &i
	return nil
}

type flag struct{ value *bool }

func (f *flag) UnmarshalJSON(data []byte) error {
	text, err := scalar(data)
	if err != nil || text == "" {
		f.value = nil
		return err
	}
	b, err := strconv.ParseBool(strings.ToLower(text))
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", text)
	}
	f.value = &b
	return nil
}

func (f flag) isTrue() bool { return f.value != nil && *f.value }

// scalar is the text of a JSON scalar, quoted or not; "" for null.
func scalar(data []byte) (string, error) {
	data = bytes.TrimSpace(data)
	switch {
	case len(data) == 0 || bytes.Equal(data, []byte("null")):
		return "", nil
	case data[0] == '{' || data[0] == '[':
		return "", fmt.Errorf("found %s where one value belongs", kind(data[0]))
	case data[0] != '"':
		return string(data), nil
	}
	var text string
	err := json.Unmarshal(data, &text)
	return strings.TrimSpace(text), err
}

func kind(first byte) string {
	if first == '[' {
		return "a list"
	}
	return "an object"
}

// ref is what is left of an expanded reference (contract: apigee-mint 1.5).
type ref struct {
	ID    string `json:"id"`
	Email string `json:"email,omitempty"`
	Name  string `json:"name,omitempty"`
}

// id is the referenced object's id, without the "{org}@@@" that internal ids leak (contract:
// apigee-mint 1.6).
func (r *ref) id() string {
	if r == nil {
		return ""
	}
	if _, id, internal := strings.Cut(r.ID, "@@@"); internal {
		return id
	}
	return r.ID
}

// refTo is a reference as requests make it, nil for the empty id: the service takes an absent key
// as "all" or "none", and an empty text as neither.
func refTo(id string) *ref {
	if id == "" {
		return nil
	}
	return &ref{ID: id}
}

// exact writes a decimal as a JSON number with all its digits and no exponent; decimal itself would
// write a string.
type exact decimal.Decimal

// MarshalJSON implements json.Marshaler.
func (e exact) MarshalJSON() ([]byte, error) { return []byte(decimal.Decimal(e).String()), nil }

func exactOf(d *decimal.Decimal) *exact { return (*exact)(d) }
