package apigee

import (
	"github.com/shopspring/decimal"
)

// RatePlan is the price list of a monetization package. It is also what requests are
// made from; a nil pointer or an empty text is a property that is not set
// (contract: apigee-mint 4.2).
type RatePlan struct {
	// ID is made by the service from package and name.
	ID string
	// PackageID is the monetization package the plan belongs to.
	PackageID string
	// Name is unique in the package and cannot change.
	Name        string
	DisplayName string
	Description string
	// Type is STANDARD, DEVELOPER or DEVELOPER_CATEGORY.
	Type string
	// Developer is whom a plan of type DEVELOPER is for. Requests send its ID, which may
	// be an email.
	Developer DeveloperRef
	// DeveloperCategoryID is whom a plan of type DEVELOPER_CATEGORY is for.
	DeveloperCategoryID string
	// Currency is the currency's id, in lower case; requests accept any case.
	Currency string
	// StartDate is when the plan begins, in the service's own form and zone.
	StartDate string
	// EndDate is when the plan ends, empty while it has no end.
	EndDate string
	// Private hides the plan from developers.
	Private bool
	// Published is false for a draft, and stays true once it was.
	Published bool
	// Advance charges the recurring fee ahead.
	Advance bool
	// Prorate charges a part of the recurring fee for a part of its period.
	Prorate bool
	// SetUpFee is charged once, in the currency.
	SetUpFee *decimal.Decimal
	// RecurringFee is charged every FrequencyDuration, in the currency.
	RecurringFee *decimal.Decimal
	// EarlyTerminationFee is charged for leaving within the contract, in the currency.
	EarlyTerminationFee *decimal.Decimal
	// RecurringType is CALENDAR, or CUSTOM to count from the start of the plan.
	RecurringType string
	// RecurringStartUnit is the day of the month on which a CALENDAR plan recurs.
	RecurringStartUnit *int64
	// FrequencyDuration is the time between recurring fees, in FrequencyDurationType.
	FrequencyDuration     *int64
	FrequencyDurationType string
	// ContractDuration is the renewal term, in ContractDurationType.
	ContractDuration     *int64
	ContractDurationType string
	// FreemiumUnit is how much is free at first, for FreemiumDuration in
	// FreemiumDurationType.
	FreemiumUnit         *decimal.Decimal
	FreemiumDuration     *int64
	FreemiumDurationType string
	// PaymentDueDays is how many days a bill may stay unpaid.
	PaymentDueDays *int64
	// CustomPaymentTerm is the service's own; requests do not send it.
	CustomPaymentTerm bool
	// KeepOriginalStartDate lets the subscribers of a revision keep their contract's clock.
	KeepOriginalStartDate bool
	// ParentID is the plan of which this one is a revision, empty for the others.
	ParentID string
	// Details are what usage costs, empty for a plan of fees only.
	Details []RatePlanDetail
}

// RatePlanDetail is how the usage of a package, or of one product in it, is charged
// (contract: apigee-mint 4.3).
type RatePlanDetail struct {
	// ID is made by the service; an update sends it to keep the detail.
	ID string
	// Type is RATECARD, REVSHARE, REVSHARE_RATECARD or USAGE_TARGET.
	Type string
	// MeteringType is UNIT, VOLUME, STAIR_STEP or DEV_SPECIFIC.
	MeteringType string
	// RatingParameter is VOLUME to count transactions, or a custom attribute.
	RatingParameter string
	// RatingParameterUnit is the label of a custom attribute's unit.
	RatingParameterUnit string
	// RevenueType is GROSS or NET, for revenue shares.
	RevenueType string
	// ProductID is the one product the detail is for, empty for the whole package.
	ProductID string
	// Currency is the currency's id, in lower case; a request for a detail without one
	// sends the plan's.
	Currency string
	// Duration is the basis on which bands are counted, in DurationType.
	Duration     *int64
	DurationType string
	// AggregateFreemiumCounters, AggregateStandardCounters and AggregateTransactions count
	// the products of the package together.
	AggregateFreemiumCounters *bool
	AggregateStandardCounters *bool
	AggregateTransactions     *bool
	// FreemiumUnit is how much is free at first, for FreemiumDuration in
	// FreemiumDurationType.
	FreemiumUnit         *decimal.Decimal
	FreemiumDuration     *int64
	FreemiumDurationType string
	// PaymentDueDays is how many days a bill may stay unpaid.
	PaymentDueDays *int64
	// CustomPaymentTerm is the service's own; requests do not send it.
	CustomPaymentTerm bool
	// Rates are in the order in which the service sent them, which means nothing.
	Rates []RatePlanRate
}

// RatePlanRate is the price of one band of usage (contract: apigee-mint 4.4).
type RatePlanRate struct {
	// ID is made by the service; an update sends it to keep the rate.
	ID string
	// Type is RATECARD or REVSHARE; details of type REVSHARE_RATECARD hold both.
	Type string
	// Rate is the price of a unit, in the detail's currency; nil for a REVSHARE.
	Rate *decimal.Decimal
	// RevShare is the developer's share, in percent; nil for a RATECARD.
	RevShare *decimal.Decimal
	// StartUnit is where the band begins, 0 for the first.
	StartUnit *decimal.Decimal
	// EndUnit is where the band ends and the next begins, nil for the last.
	EndUnit *decimal.Decimal
}

type ratePlan struct {
	ID                    string           `json:"id"`
	Package               *ref             `json:"monetizationPackage"`
	Name                  string           `json:"name"`
	DisplayName           string           `json:"displayName"`
	Description           string           `json:"description"`
	Type                  string           `json:"type"`
	Developer             *ref             `json:"developer"`
	DeveloperCategory     *ref             `json:"developerCategory"`
	Currency              *ref             `json:"currency"`
	StartDate             string           `json:"startDate"`
	EndDate               string           `json:"endDate"`
	Private               flag             `json:"isPrivate"`
	Published             flag             `json:"published"`
	Advance               flag             `json:"advance"`
	Prorate               flag             `json:"prorate"`
	SetUpFee              number           `json:"setUpFee"`
	RecurringFee          number           `json:"recurringFee"`
	EarlyTerminationFee   number           `json:"earlyTerminationFee"`
	RecurringType         string           `json:"recurringType"`
	RecurringStartUnit    whole            `json:"recurringStartUnit"`
	FrequencyDuration     whole            `json:"frequencyDuration"`
	FrequencyDurationType string           `json:"frequencyDurationType"`
	ContractDuration      whole            `json:"contractDuration"`
	ContractDurationType  string           `json:"contractDurationType"`
	FreemiumUnit          number           `json:"freemiumUnit"`
	FreemiumDuration      whole            `json:"freemiumDuration"`
	FreemiumDurationType  string           `json:"freemiumDurationType"`
	PaymentDueDays        whole            `json:"paymentDueDays"`
	CustomPaymentTerm     flag             `json:"customPaymentTerm"`
	KeepOriginalStartDate flag             `json:"keepOriginalStartDate"`
	Parent                *ref             `json:"parentRatePlan"`
	Details               []ratePlanDetail `json:"ratePlanDetails"`
}

type ratePlanDetail struct {
	ID                        string         `json:"id"`
	Type                      string         `json:"type"`
	MeteringType              string         `json:"meteringType"`
	RatingParameter           string         `json:"ratingParameter"`
	RatingParameterUnit       string         `json:"ratingParameterUnit"`
	RevenueType               string         `json:"revenueType"`
	Product                   *ref           `json:"product"`
	Currency                  *ref           `json:"currency"`
	Duration                  whole          `json:"duration"`
	DurationType              string         `json:"durationType"`
	AggregateFreemiumCounters flag           `json:"aggregateFreemiumCounters"`
	AggregateStandardCounters flag           `json:"aggregateStandardCounters"`
	AggregateTransactions     flag           `json:"aggregateTransactions"`
	FreemiumUnit              number         `json:"freemiumUnit"`
	FreemiumDuration          whole          `json:"freemiumDuration"`
	FreemiumDurationType      string         `json:"freemiumDurationType"`
	PaymentDueDays            whole          `json:"paymentDueDays"`
	CustomPaymentTerm         flag           `json:"customPaymentTerm"`
	Rates                     []ratePlanRate `json:"ratePlanRates"`
}

type ratePlanRate struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Rate      number `json:"rate"`
	RevShare  number `json:"revshare"`
	StartUnit number `json:"startUnit"`
	EndUnit   number `json:"endUnit"`
}

func (w ratePlan) objectID() string { return w.ID }

func (w ratePlan) flatten() RatePlan {
	return RatePlan{
		ID:                    w.ID,
		PackageID:             w.Package.id(),
		Name:                  w.Name,
		DisplayName:           w.DisplayName,
		Description:           w.Description,
		Type:                  w.Type,
		Developer:             w.Developer.developer(),
		DeveloperCategoryID:   w.DeveloperCategory.id(),
		Currency:              w.Currency.id(),
		StartDate:             w.StartDate,
		EndDate:               w.EndDate,
		Private:               w.Private.isTrue(),
		Published:             w.Published.isTrue(),
		Advance:               w.Advance.isTrue(),
		Prorate:               w.Prorate.isTrue(),
		SetUpFee:              w.SetUpFee.value,
		RecurringFee:          w.RecurringFee.value,
		EarlyTerminationFee:   w.EarlyTerminationFee.value,
		RecurringType:         w.RecurringType,
		RecurringStartUnit:    w.RecurringStartUnit.value,
		FrequencyDuration:     w.FrequencyDuration.value,
		FrequencyDurationType: w.FrequencyDurationType,
		ContractDuration:      w.ContractDuration.value,
		ContractDurationType:  w.ContractDurationType,
		FreemiumUnit:          w.FreemiumUnit.value,
		FreemiumDuration:      w.FreemiumDuration.value,
		FreemiumDurationType:  w.FreemiumDurationType,
		PaymentDueDays:        w.PaymentDueDays.value,
		CustomPaymentTerm:     w.CustomPaymentTerm.isTrue(),
		KeepOriginalStartDate: w.KeepOriginalStartDate.isTrue(),
		ParentID:              w.Parent.id(),
		Details:               each(w.Details, ratePlanDetail.flatten),
	}
}

func (w ratePlanDetail) flatten() RatePlanDetail {
	return RatePlanDetail{
		ID:                        w.ID,
		Type:                      w.Type,
		MeteringType:              w.MeteringType,
		RatingParameter:           w.RatingParameter,
		RatingParameterUnit:       w.RatingParameterUnit,
		RevenueType:               w.RevenueType,
		ProductID:                 w.Product.id(),
		Currency:                  w.Currency.id(),
		Duration:                  w.Duration.value,
		DurationType:              w.DurationType,
		AggregateFreemiumCounters: w.AggregateFreemiumCounters.value,
		AggregateStandardCounters: w.AggregateStandardCounters.value,
		AggregateTransactions:     w.AggregateTransactions.value,
		FreemiumUnit:              w.FreemiumUnit.value,
		FreemiumDuration:          w.FreemiumDuration.value,
		FreemiumDurationType:      w.FreemiumDurationType,
		PaymentDueDays:            w.PaymentDueDays.value,
		CustomPaymentTerm:         w.CustomPaymentTerm.isTrue(),
		Rates:                     each(w.Rates, ratePlanRate.flatten),
	}
}

func (w ratePlanRate) flatten() RatePlanRate {
	return RatePlanRate{
		ID:        w.ID,
		Type:      w.Type,
		Rate:      w.Rate.value,
		RevShare:  w.RevShare.value,
		StartUnit: w.StartUnit.value,
		EndUnit:   w.EndUnit.value,
	}
}
