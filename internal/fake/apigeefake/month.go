package apigeefake

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// billingMonth is a month of a year for which billing documents are made.
type billingMonth struct {
	year  int
	month time.Month
}

// open tells whether a month can still be adjusted: it is over, and its billing documents are not
// published (contract: apigee-mint 3).
func (o *organization) open(m billingMonth, now time.Time) bool {
	next := time.Date(m.year, m.month+1, 1, 0, 0, 0, 0, time.UTC)
	return !next.After(now) && !slices.Contains(o.published, m)
}

// monthNumber is what a month's number may look like.
var monthNumber = regexp.MustCompile(`^[0-9]{1,2}$`)

// month reads a month in the forms that the switches allow: nobody knows which the real service
// takes (contract: apigee-mint 3.1).
func (c *call) month(sent any) (time.Month, error) {
	text, isText := sent.(string)
	if n, isNumber := sent.(json.Number); isNumber {
		text, isText = n.String(), true
	}
	if isText && monthNumber.MatchString(text) && c.switches.MonthInput != MonthName {
		n, err := strconv.Atoi(text)
		if m := time.Month(n) + time.January - c.firstMonth(); err == nil && m >= time.January && m <= time.December {
			return m, nil
		}
	}
	if isText && c.switches.MonthInput != MonthNumber {
		for m := time.January; m <= time.December; m++ {
			if strings.ToUpper(m.String()) == text {
				return m, nil
			}
		}
	}
	return 0, invalid("invalidBillingMonth", "[%v] is not a month", sent)
}

// firstMonth is the number by which the service means January.
func (c *call) firstMonth() time.Month {
	if c.switches.MonthsFromOne {
		return 1
	}
	return 0
}

// monthObject is the month in the form that the switches say.
func (c *call) monthObject(a *adjustment) any {
	switch {
	case c.switches.MonthEcho == EchoBareNumber:
		return int(a.Month - time.January + c.firstMonth())
	case c.switches.MonthEcho == EchoVerbatim && a.sentMonth != nil:
		return a.sentMonth
	default:
		return strings.ToUpper(a.Month.String())
	}
}
