package paypalfake

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// Patterns of the documented schema (contract: wallets 2.1).
var (
	walletCredits      = regexp.MustCompile(`^(0|[1-9]\d*)(\.\d+)?$`)
	transactionCredits = regexp.MustCompile(`^\d+(\.\d+)?$`)
	currencyCode       = regexp.MustCompile(`^[A-Z]{3}$`)
)

// findings are what a request is found to violate: its schema, or rules of the business. All are
// reported together.
type findings struct {
	schema []detail
	rules  []detail
}

// verdict is the refusal that the findings amount to; the schema comes first. Nil if there are
// none.
func (f *findings) verdict(b *book) *refusal {
	switch {
	case len(f.schema) > 0:
		return malformed(f.schema...)
	case len(f.rules) > 0:
		return b.broken(f.rules...)
	default:
		return nil
	}
}

// form reads the members of one JSON object and notes what is wrong with them.
type form struct {
	members  map[string]json.RawMessage
	pointer  string // to this object, "" for the body itself
	findings *findings
}

func readForm(body []byte) (form, *refusal) {
	f := form{findings: &findings{}}
	if err := json.Unmarshal(body, &f.members); err != nil || f.members == nil {
		return f, malformed(detail{Field: "/", Location: "body", Issue: "MALFORMED_REQUEST_JSON"})
	}
	return f, nil
}

// only notes every member that is not among the given ones.
func (f form) only(known ...string) {
	for _, name := range slices.Sorted(maps.Keys(f.members)) {
		if !slices.Contains(known, name) {
			f.violates(name, "UNKNOWN_PARAMETER")
		}
	}
}

func (f form) violates(name, issue string) {
	f.findings.schema = append(f.findings.schema, f.detail(name, issue))
}

func (f form) breaks(name string, issues ...string) {
	for _, issue := range issues {
		f.findings.rules = append(f.findings.rules, f.detail(name, issue))
	}
}

func (f form) detail(name, issue string) detail {
	return detail{Field: f.pointer + "/" + name, Value: f.shown(name), Location: "body", Issue: issue}
}

// shown is a member's value as errors repeat it: text without its quotes, anything else as JSON.
func (f form) shown(name string) string {
	var text string
	if json.Unmarshal(f.members[name], &text) == nil {
		return text
	}
	return string(f.members[name])
}

func (f form) has(name string) bool {
	_, ok := f.members[name]
	return ok
}

func (f form) null(name string) bool { return string(f.members[name]) == "null" }

// given says that the member is there and is not null.
func (f form) given(name string) bool { return f.has(name) && !f.null(name) }

// text reads an optional string.
func (f form) text(name string) string {
	if !f.given(name) {
		return ""
	}
	var text string
	if json.Unmarshal(f.members[name], &text) != nil {
		f.violates(name, "INVALID_PARAMETER_VALUE")
	}
	return text
}

// texts reads an array of strings.
func (f form) texts(name string) []string {
	var texts []string
	if json.Unmarshal(f.members[name], &texts) != nil {
		f.violates(name, "INVALID_PARAMETER_VALUE")
	}
	return texts
}

// required reads a string that must be there and not empty.
func (f form) required(name string) string {
	if !f.given(name) {
		f.violates(name, "MISSING_REQUIRED_PARAMETER")
		return ""
	}
	text := f.text(name)
	if text == "" {
		f.violates(name, "INVALID_PARAMETER_VALUE")
	}
	return text
}

// oneOf reads an optional string of an enumeration.
func (f form) oneOf(name string, values ...string) string {
	text := f.text(name)
	if text != "" && !slices.Contains(values, text) {
		f.violates(name, "INVALID_PARAMETER_VALUE")
	}
	return text
}

// credits reads an optional number of credits. Only a string will do: the service refuses JSON
// numbers (contract: wallets 4).
func (f form) credits(name string, pattern *regexp.Regexp, issue string) decimal.NullDecimal {
	if !f.given(name) {
		return decimal.NullDecimal{}
	}
	var text string
	if json.Unmarshal(f.members[name], &text) == nil && pattern.MatchString(text) {
		if d, err := decimal.NewFromString(text); err == nil && d.LessThanOrEqual(maxCredits) {
			return decimal.NewNullDecimal(d)
		}
	}
	f.breaks(name, issue, "INVALID_AMOUNT")
	return decimal.NullDecimal{}
}

// instant reads an optional date-time.
func (f form) instant(name, issue string) time.Time {
	if !f.given(name) {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, f.shown(name))
	if err != nil {
		f.breaks(name, issue)
		return time.Time{}
	}
	return t.UTC()
}

// future reads an optional date-time that must not have passed.
func (f form) future(name, issue string, now time.Time) time.Time {
	t := f.instant(name, issue)
	if !t.IsZero() && !t.After(now) {
		f.breaks(name, issue)
	}
	return t
}

// object reads a nested object.
func (f form) object(name string) form {
	nested := form{pointer: f.pointer + "/" + name, findings: f.findings}
	if json.Unmarshal(f.members[name], &nested.members) != nil {
		f.violates(name, "INVALID_PARAMETER_VALUE")
	}
	return nested
}

// objects reads an array of objects.
func (f form) objects(name string) []form {
	var items []map[string]json.RawMessage
	if json.Unmarshal(f.members[name], &items) != nil {
		f.violates(name, "INVALID_PARAMETER_VALUE")
		return nil
	}
	forms := make([]form, len(items))
	for i, members := range items {
		forms[i] = form{members: members, pointer: fmt.Sprintf("%s/%s/%d", f.pointer, name, i), findings: f.findings}
	}
	return forms
}
