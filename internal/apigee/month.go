package apigee

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// MonthFormat is the wire form of a billing month (contract: apigee-mint 3.1).
type MonthFormat string

const (
	// MonthNumber writes the documented form, a zero-based number as text: December is "11".
	MonthNumber MonthFormat = "number"
	// MonthName writes an upper-case English name: December is "DECEMBER".
	MonthName MonthFormat = "name"
)

// encode is the month in the wire form.
func (f MonthFormat) encode(m time.Month) (string, error) {
	if m < time.January || m > time.December {
		return "", fmt.Errorf("billing month %d is not one of 1 to 12", int(m))
	}
	if f == MonthName {
		return strings.ToUpper(m.String()), nil
	}
	return strconv.Itoa(int(m) - 1), nil
}

// parseMonth reads a month as the service may write it: an English name in any case, or a
// zero-based number. It is zero for anything else.
func parseMonth(text string) time.Month {
	index, err := parseNumber(text)
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(text, m.String()) || err == nil && index.Equal(decimal.NewFromInt(int64(m)-1)) {
			return m
		}
	}
	return 0
}

// monthText is a month as the service wrote it, text or bare number. What is no month is kept too:
// an adjustment that cannot be read could not be undone either.
type monthText string

// UnmarshalJSON implements json.Unmarshaler.
func (m *monthText) UnmarshalJSON(data []byte) error {
	text, err := scalar(data)
	if err != nil {
		text = string(data)
	}
	*m = monthText(text)
	return nil
}
