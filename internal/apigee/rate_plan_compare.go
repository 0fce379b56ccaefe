package apigee

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// What the service takes a property for that is not set (contract: apigee-mint 4.2, 4.3).
const (
	defaultPlanType        = "STANDARD"
	defaultRecurringType   = "CALENDAR"
	defaultRecurringStart  = 1
	defaultMeteringType    = "UNIT"
	defaultRatingParameter = "VOLUME"
)

// fact is one property in words, and its content in a form that is equal where it means the same:
// 10.0000 and 10, a day and its midnight, no fee and a fee of zero.
type fact struct{ what, is string }

// differing tells in words which facts of an object found differ from those of one asked for.
func differing[T any](facts func(T) []fact) func(asked, found T) []string {
	return func(asked, found T) []string {
		var differences []string
		has := facts(found)
		for i, f := range facts(asked) {
			if f.is != has[i].is {
				differences = append(differences, fmt.Sprintf("%s is %s, not %s", f.what, orNone(has[i].is), orNone(f.is)))
			}
		}
		return differences
	}
}

// Differences tells in words how found differs from p, by content: ids, what only the service
// decides, the order of details and rates and the spelling of values do not count. A developer may
// be named by email on one side and by UUID on the other.
func (p RatePlan) Differences(found RatePlan) []string {
	differences := differing(RatePlan.facts)(p, found)
	if !p.sameDeveloper(found) {
		differences = append(differences, fmt.Sprintf("developer is %s, not %s", orNone(cmp.Or(found.Developer.Email, found.Developer.ID)), orNone(cmp.Or(p.Developer.ID, p.Developer.Email))))
	}
	if !slices.Equal(p.sortedContents(), found.sortedContents()) {
		differences = append(differences, "rate plan details differ")
	}
	return differences
}

func (p RatePlan) sameDeveloper(found RatePlan) bool {
	if p.Developer == (DeveloperRef{}) || found.Developer == (DeveloperRef{}) {
		return p.Developer == found.Developer
	}
	return found.Developer.Is(p.Developer.ID) || found.Developer.Is(p.Developer.Email)
}

func (p RatePlan) facts() []fact {
	free := p.Freemium
	unit, duration, durationType := free.content()
	return []fact{
		{"name", norm.NFC.String(p.Name)},
		{"display name", norm.NFC.String(p.DisplayName)},
		{"description", plainText(string(p.Description))},
		{"type", string(cmp.Or(p.Type, defaultPlanType))},
		{"developer category", string(p.DeveloperCategoryID)},
		{"currency", string(p.Currency.lower())},
		{"start date", fullDate(p.StartDate)},
		{"end date", fullDate(string(p.EndDate))},
		{"private", strconv.FormatBool(bool(p.Private))},
		{"published", strconv.FormatBool(bool(p.Published))},
		{"advance", strconv.FormatBool(bool(p.Advance))},
		{"prorate", strconv.FormatBool(bool(p.Prorate))},
		{"set-up fee", orZero(p.SetUpFee)},
		{"recurring fee", orZero(p.RecurringFee)},
		{"early termination fee", orZero(p.EarlyTerminationFee)},
		{"recurring type", string(cmp.Or(p.RecurringType, defaultRecurringType))},
		{"recurring start unit", cmp.Or(p.RecurringStartUnit.String(), strconv.Itoa(defaultRecurringStart))},
		{"frequency duration", strings.TrimSpace(p.FrequencyDuration.String() + " " + string(p.FrequencyDurationType))},
		{"contract duration", strings.TrimSpace(p.ContractDuration.String() + " " + string(p.ContractDurationType))},
		{"freemium unit", unit},
		{"freemium duration", strings.TrimSpace(duration + " " + durationType)},
		{"payment due days", p.PaymentDueDays.String()},
		{"keep original start date", strconv.FormatBool(bool(p.KeepOriginalStartDate))},
	}
}

// sortedContents holds what each detail says, in an order that depends on nothing else.
func (p RatePlan) sortedContents() []string {
	contents := make([]string, 0, len(p.Details))
	for _, d := range p.plainDetails() {
		contents = append(contents, d.content())
	}
	slices.Sort(contents)
	return contents
}

// plainDetails are the details with the currency spelled out that they have from the plan.
func (p RatePlan) plainDetails() []RatePlanDetail {
	details := slices.Clone(p.Details)
	for i := range details {
		details[i].Currency = cmp.Or(details[i].Currency, p.Currency)
	}
	return details
}

// content is all that a detail says but its id.
func (d RatePlanDetail) content() string {
	unit, duration, durationType := d.Freemium.content()
	parts := []string{
		d.manner(), string(d.RatingParameterUnit), string(d.RevenueType), string(d.Currency.lower()), d.Duration.String(), string(d.DurationType),
		orTrue(d.AggregateFreemiumCounters), orTrue(d.AggregateStandardCounters), orTrue(d.AggregateTransactions),
		unit, duration, durationType, d.PaymentDueDays.String(),
	}
	rates := make([]string, 0, len(d.Rates))
	for _, r := range d.Rates {
		rates = append(rates, r.content())
	}
	slices.Sort(rates)
	return strings.Join(append(parts, rates...), "\n")
}

// manner is what a detail charges for and how, whatever it charges.
func (d RatePlanDetail) manner() string {
	return strings.Join([]string{d.scope(), string(cmp.Or(d.MeteringType, defaultMeteringType)), string(cmp.Or(d.RatingParameter, defaultRatingParameter))}, "\n")
}

// scope is what a detail charges for.
func (d RatePlanDetail) scope() string { return string(d.ProductID) + "\n" + string(d.Type) }

// content is all that a rate says but its id.
func (r RatePlanRate) content() string {
	return strings.Join([]string{r.start(), r.EndUnit.String(), r.Rate.String(), r.RevShare.String()}, "\t")
}

// start is the band of a rate by its kind and beginning.
func (r RatePlanRate) start() string { return r.Type + "\t" + orZero(r.StartUnit) }

// content is the same for nothing free however it is written (contract: apigee-mint 4.3).
func (f Freemium) content() (unit, duration, durationType string) {
	if f.FreemiumDuration.isZero() {
		return orZero(f.FreemiumUnit), "0", ""
	}
	return orZero(f.FreemiumUnit), f.FreemiumDuration.String(), string(f.FreemiumDurationType)
}

// plainText is a text without what nobody sees: the form of its line ends and accents, and blanks
// at its end.
func plainText(text string) string {
	return norm.NFC.String(strings.TrimRight(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), " \t\n"))
}

// fullDate completes a date without a time, which means midnight (contract: apigee-mint 1.3).
func fullDate(date string) string {
	if len(date) == len(time.DateOnly) {
		return date + " 00:00:00"
	}
	return date
}

func orZero(a Amount) string { return cmp.Or(a.String(), "0") }

// orTrue reads an aggregate flag; absent it is taken for what was recorded (contract: apigee-mint
// 4.3).
func orTrue(f Flag) string { return strconv.FormatBool(f.Value == nil || *f.Value) }

func orNone(text string) string { return cmp.Or(text, "none") }
