package apigee

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// Refusal is why the service refuses a purchase.
type Refusal int

// The refusals of which the codes are known (contract: apigee-mint 1.9).
const (
	RefusedOtherwise Refusal = iota
	RefusedFunds
	RefusedOverlap
	RefusedTwice
	RefusedDraft
	RefusedDates
	RefusedLegalName
	RefusedAddress
	RefusedDelete
)

var refusals = map[string]Refusal{
	"mint.insufficientFunds":                          RefusedFunds,
	"mint.prepaidDeveloperHasNoBalance":               RefusedFunds,
	"mint.developerHasFollowingOverlapRatePlans":      RefusedOverlap,
	"mint.developerAlreadyAcceptedRatePlanForProduct": RefusedOverlap,
	"mint.developerAlreadyActiveOnRatePlan":           RefusedTwice,
	"mint.developerOnRatePlanWithStartDate":           RefusedTwice,
	"mint.ratePlanNotPublished":                       RefusedDraft,
	"mint.startDateEarlierThanToday":                  RefusedDates,
	"mint.startDateEarlierThanPlanStartDate":          RefusedDates,
	"mint.startDateLaterThanPlanEndDate":              RefusedDates,
	"mint.endDateEarlierThanStart":                    RefusedDates,
	"mint.endDateLaterThanPlanEndDate":                RefusedDates,
	"mint.developerLegalCompanyNameNotSpecified":      RefusedLegalName,
	"mint.developerAddressNotSpecified":               RefusedAddress,
	"mint.onlyFutureDeveloperRatePlanCanBeDeleted":    RefusedDelete,
}

// RefusalOf tells why a purchase was refused.
func RefusalOf(err error) Refusal {
	e, _ := errors.AsType[*transport.Error](err)
	if e == nil {
		return RefusedOtherwise
	}
	return refusals[e.Code]
}

// amountInBrackets is how the service ends a message about funds, as in [1,234.5600].
var amountInBrackets = regexp.MustCompile(`\[(\d[\d,]*(?:\.\d+)?)\]`)

// MissingFunds returns how much a prepaid developer lacks for a purchase, in the plan's currency.
// ok is false where the error does not say.
func MissingFunds(err error) (amount decimal.Decimal, ok bool) {
	e, _ := errors.AsType[*transport.Error](err)
	if e == nil || refusals[e.Code] != RefusedFunds {
		return amount, false
	}
	found := amountInBrackets.FindAllStringSubmatch(e.Message, -1)
	if len(found) == 0 {
		return amount, false
	}
	amount, unread := parseNumber(strings.ReplaceAll(found[len(found)-1][1], ",", ""))
	return amount, unread == nil
}

// Overlap is an accepted plan that stands in the way of a purchase, with the products that both
// have.
type Overlap struct {
	PlanID, PlanName string
	Products         []string
}

// Overlaps returns what stands in the way of a purchase, as far as the error says. After the text
// and a "=" its message is {"plan|name": {"org@@@product": "name"}}, which may be cut off.
func Overlaps(err error) (overlaps []Overlap) {
	e, _ := errors.AsType[*transport.Error](err)
	if e == nil || refusals[e.Code] != RefusedOverlap {
		return nil
	}
	_, list, _ := strings.Cut(e.Message, "=")
	decoder := json.NewDecoder(strings.NewReader(list))
	depth, isKey := 0, true
	for token, err := decoder.Token(); err == nil; token, err = decoder.Token() {
		switch text, isText := token.(string); {
		case token == json.Delim('{'), token == json.Delim('['):
			depth++
			isKey = true
		case token == json.Delim('}'), token == json.Delim(']'):
			depth--
			isKey = true
		case isText && isKey && depth == 1:
			id, name, _ := strings.Cut(text, "|")
			overlaps = append(overlaps, Overlap{PlanID: id, PlanName: name})
		case isText && isKey && depth == 2:
			_, product, inner := strings.Cut(text, "@@@")
			if !inner {
				product = text
			}
			last := &overlaps[len(overlaps)-1]
			last.Products = append(last.Products, product)
			isKey = false
		default:
			isKey = true
		}
	}
	slices.SortFunc(overlaps, func(a, b Overlap) int { return strings.Compare(a.PlanID, b.PlanID) })
	return overlaps
}
