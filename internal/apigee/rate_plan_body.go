package apigee

import (
	"encoding/json"
	"strconv"

	"github.com/shopspring/decimal"
)

// unset is how a request writes a property that is not set.
type unset bool

const (
	// omitted leaves the property out, so that the service's default applies.
	omitted unset = false
	// cleared writes null: whether the service reads a property that is left out of an
	// update as null or as unchanged is not known (contract: apigee-mint 9.3).
	cleared unset = true
)

// property is an optional property of a request.
type property[T any] struct {
	value *T
	unset unset
}

// IsZero makes omitzero leave the property out.
func (p property[T]) IsZero() bool { return p.value == nil && p.unset == omitted }

// MarshalJSON implements json.Marshaler.
func (p property[T]) MarshalJSON() ([]byte, error) { return json.Marshal(p.value) }

func (u unset) amount(d *decimal.Decimal) property[exact] { return property[exact]{exactOf(d), u} }

func (u unset) count(n *int64) property[int64] { return property[int64]{n, u} }

func (u unset) ref(id string) property[ref] { return property[ref]{refTo(id), u} }

func (u unset) text(s string) property[string] {
	if s == "" {
		return property[string]{nil, u}
	}
	return property[string]{&s, u}
}

// days is a number of days, which the service keeps as text (contract: apigee-mint 4.2).
func (u unset) days(n *int64) property[string] {
	if n == nil {
		return property[string]{nil, u}
	}
	return u.text(strconv.FormatInt(*n, 10))
}

type ratePlanBody struct {
	ID                    string               `json:"id,omitempty"`
	Organization          *ref                 `json:"organization"`
	Package               *ref                 `json:"monetizationPackage"`
	Name                  string               `json:"name"`
	DisplayName           string               `json:"displayName"`
	Description           property[string]     `json:"description,omitzero"`
	Type                  property[string]     `json:"type,omitzero"`
	Developer             property[ref]        `json:"developer,omitzero"`
	DeveloperCategory     property[ref]        `json:"developerCategory,omitzero"`
	Currency              *ref                 `json:"currency"`
	StartDate             string               `json:"startDate"`
	EndDate               property[string]     `json:"endDate,omitzero"`
	Private               bool                 `json:"isPrivate"`
	Published             bool                 `json:"published"`
	Advance               bool                 `json:"advance"`
	Prorate               bool                 `json:"prorate"`
	SetUpFee              property[exact]      `json:"setUpFee,omitzero"`
	RecurringFee          property[exact]      `json:"recurringFee,omitzero"`
	EarlyTerminationFee   property[exact]      `json:"earlyTerminationFee,omitzero"`
	RecurringType         property[string]     `json:"recurringType,omitzero"`
	RecurringStartUnit    property[int64]      `json:"recurringStartUnit,omitzero"`
	FrequencyDuration     property[int64]      `json:"frequencyDuration,omitzero"`
	FrequencyDurationType property[string]     `json:"frequencyDurationType,omitzero"`
	ContractDuration      property[int64]      `json:"contractDuration,omitzero"`
	ContractDurationType  property[string]     `json:"contractDurationType,omitzero"`
	FreemiumUnit          property[exact]      `json:"freemiumUnit,omitzero"`
	FreemiumDuration      property[int64]      `json:"freemiumDuration,omitzero"`
	FreemiumDurationType  property[string]     `json:"freemiumDurationType,omitzero"`
	PaymentDueDays        property[string]     `json:"paymentDueDays,omitzero"`
	KeepOriginalStartDate bool                 `json:"keepOriginalStartDate,omitempty"`
	Parent                any                  `json:"parentRatePlan,omitempty"`
	Details               []ratePlanDetailBody `json:"ratePlanDetails"`
}

// ratePlanDetailBody leaves out flags that are not set even where the others are cleared: a
// flag cannot be empty, and null might pass for false.
type ratePlanDetailBody struct {
	ID                        string             `json:"id,omitempty"`
	Organization              *ref               `json:"organization"`
	Currency                  *ref               `json:"currency"`
	Product                   property[ref]      `json:"product,omitzero"`
	Type                      property[string]   `json:"type,omitzero"`
	MeteringType              property[string]   `json:"meteringType,omitzero"`
	RatingParameter           property[string]   `json:"ratingParameter,omitzero"`
	RatingParameterUnit       property[string]   `json:"ratingParameterUnit,omitzero"`
	RevenueType               property[string]   `json:"revenueType,omitzero"`
	Duration                  property[int64]    `json:"duration,omitzero"`
	DurationType              property[string]   `json:"durationType,omitzero"`
	AggregateFreemiumCounters *bool              `json:"aggregateFreemiumCounters,omitempty"`
	AggregateStandardCounters *bool              `json:"aggregateStandardCounters,omitempty"`
	AggregateTransactions     *bool              `json:"aggregateTransactions,omitempty"`
	FreemiumUnit              property[exact]    `json:"freemiumUnit,omitzero"`
	FreemiumDuration          property[int64]    `json:"freemiumDuration,omitzero"`
	FreemiumDurationType      property[string]   `json:"freemiumDurationType,omitzero"`
	PaymentDueDays            property[string]   `json:"paymentDueDays,omitzero"`
	Rates                     []ratePlanRateBody `json:"ratePlanRates"`
}

type ratePlanRateBody struct {
	ID        string          `json:"id,omitempty"`
	Type      string          `json:"type"`
	Rate      *exact          `json:"rate,omitempty"`
	RevShare  *exact          `json:"revshare,omitempty"`
	StartUnit *exact          `json:"startUnit,omitempty"`
	EndUnit   property[exact] `json:"endUnit,omitzero"`
}

// expandPlan is the plan as requests write it, its parent being a whole plan, a reference or
// nil. A plan that has no id yet has no details with one, and these no rates with one, even
// where they were copied from a plan that has.
func (c *Client) expandPlan(packageID string, p RatePlan, u unset, parent any) ratePlanBody {
	body := ratePlanBody{
		ID:                    p.ID,
		Organization:          refTo(c.organization),
		Package:               refTo(packageID),
		Name:                  p.Name,
		DisplayName:           p.DisplayName,
		Description:           u.text(p.Description),
		Type:                  u.text(p.Type),
		Developer:             u.ref(p.Developer.ID),
		DeveloperCategory:     u.ref(p.DeveloperCategoryID),
		Currency:              refTo(currencyID(p.Currency)),
		StartDate:             p.StartDate,
		EndDate:               u.text(p.EndDate),
		Private:               p.Private,
		Published:             p.Published,
		Advance:               p.Advance,
		Prorate:               p.Prorate,
		SetUpFee:              u.amount(p.SetUpFee),
		RecurringFee:          u.amount(p.RecurringFee),
		EarlyTerminationFee:   u.amount(p.EarlyTerminationFee),
		RecurringType:         u.text(p.RecurringType),
		RecurringStartUnit:    u.count(p.RecurringStartUnit),
		FrequencyDuration:     u.count(p.FrequencyDuration),
		FrequencyDurationType: u.text(p.FrequencyDurationType),
		ContractDuration:      u.count(p.ContractDuration),
		ContractDurationType:  u.text(p.ContractDurationType),
		FreemiumUnit:          u.amount(p.FreemiumUnit),
		FreemiumDuration:      u.count(p.FreemiumDuration),
		FreemiumDurationType:  u.text(p.FreemiumDurationType),
		PaymentDueDays:        u.days(p.PaymentDueDays),
		KeepOriginalStartDate: p.KeepOriginalStartDate,
		Parent:                parent,
		Details:               make([]ratePlanDetailBody, 0, len(p.Details)),
	}
	for _, d := range p.Details {
		if d.Currency == "" {
			d.Currency = p.Currency
		}
		if p.ID == "" {
			d.ID = ""
		}
		body.Details = append(body.Details, c.expandDetail(d, u))
	}
	return body
}

func (c *Client) expandDetail(d RatePlanDetail, u unset) ratePlanDetailBody {
	body := ratePlanDetailBody{
		ID:                        d.ID,
		Organization:              refTo(c.organization),
		Currency:                  refTo(currencyID(d.Currency)),
		Product:                   u.ref(d.ProductID),
		Type:                      u.text(d.Type),
		MeteringType:              u.text(d.MeteringType),
		RatingParameter:           u.text(d.RatingParameter),
		RatingParameterUnit:       u.text(d.RatingParameterUnit),
		RevenueType:               u.text(d.RevenueType),
		Duration:                  u.count(d.Duration),
		DurationType:              u.text(d.DurationType),
		AggregateFreemiumCounters: d.AggregateFreemiumCounters,
		AggregateStandardCounters: d.AggregateStandardCounters,
		AggregateTransactions:     d.AggregateTransactions,
		FreemiumUnit:              u.amount(d.FreemiumUnit),
		FreemiumDuration:          u.count(d.FreemiumDuration),
		FreemiumDurationType:      u.text(d.FreemiumDurationType),
		PaymentDueDays:            u.days(d.PaymentDueDays),
		Rates:                     make([]ratePlanRateBody, 0, len(d.Rates)),
	}
	for _, rate := range d.Rates {
		if d.ID == "" {
			rate.ID = ""
		}
		body.Rates = append(body.Rates, ratePlanRateBody{
			ID:        rate.ID,
			Type:      rate.Type,
			Rate:      exactOf(rate.Rate),
			RevShare:  exactOf(rate.RevShare),
			StartUnit: exactOf(rate.StartUnit),
			EndUnit:   u.amount(rate.EndUnit),
		})
	}
	return body
}
