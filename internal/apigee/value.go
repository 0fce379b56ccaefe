package apigee

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// maxDigits bounds the length and the exponent of a number. Without it an answer such as
// 1e999999999, which is short, would make the first comparison fill the memory.
const maxDigits = 100

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
