package apigee

import "cmp"

// RatePlan is the price list of a monetization package, as the service answers it and as requests
// send it. What is not set is null in an update and left out of a create, so that the service's
// default applies (contract: apigee-mint 4.2).
type RatePlan struct {
	// ID is made by the service from package and name.
	ID           string `json:"id,omitempty"`
	Organization Owner  `json:"organization"`
	// PackageID is the monetization package the plan belongs to.
	PackageID Ref `json:"monetizationPackage"`
	// Name is unique in the package and cannot change.
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	Description Text   `json:"description"`
	// Type is STANDARD, DEVELOPER or DEVELOPER_CATEGORY.
	Type Text `json:"type"`
	// Developer is whom a plan of type DEVELOPER is for. Requests send its ID, which may be an
	// email.
	Developer DeveloperRef `json:"developer"`
	// DeveloperCategoryID is whom a plan of type DEVELOPER_CATEGORY is for.
	DeveloperCategoryID Ref `json:"developerCategory"`
	// Currency is the currency's id, in lower case; requests accept any case.
	Currency Ref `json:"currency"`
	// StartDate is when the plan begins, in the service's own form and zone.
	StartDate string `json:"startDate"`
	// EndDate is when the plan ends, empty while it has no end.
	EndDate Text `json:"endDate"`
	// Private hides the plan from developers.
	Private Bool `json:"isPrivate"`
	// Published is false for a draft, and stays true once it was.
	Published Bool `json:"published"`
	// Advance charges the recurring fee ahead.
	Advance Bool `json:"advance"`
	// Prorate charges a part of the recurring fee for a part of its period.
	Prorate Bool `json:"prorate"`
	// SetUpFee is charged once, in the currency.
	SetUpFee Amount `json:"setUpFee"`
	// RecurringFee is charged every FrequencyDuration, in the currency.
	RecurringFee Amount `json:"recurringFee"`
	// EarlyTerminationFee is charged for leaving within the contract, in the currency.
	EarlyTerminationFee Amount `json:"earlyTerminationFee"`
	// RecurringType is CALENDAR, or CUSTOM to count from the start of the plan.
	RecurringType Text `json:"recurringType"`
	// RecurringStartUnit is the day of the month on which a CALENDAR plan recurs.
	RecurringStartUnit Count `json:"recurringStartUnit"`
	// FrequencyDuration is the time between recurring fees, in FrequencyDurationType.
	FrequencyDuration     Count `json:"frequencyDuration"`
	FrequencyDurationType Text  `json:"frequencyDurationType"`
	// ContractDuration is the renewal term, in ContractDurationType.
	ContractDuration     Count `json:"contractDuration"`
	ContractDurationType Text  `json:"contractDurationType"`
	Freemium
	// PaymentDueDays is how many days a bill may stay unpaid.
	PaymentDueDays    Days     `json:"paymentDueDays"`
	CustomPaymentTerm Answered `json:"customPaymentTerm,omitzero"`
	// KeepOriginalStartDate lets the subscribers of a revision keep their contract's clock.
	KeepOriginalStartDate Bool `json:"keepOriginalStartDate,omitempty"`
	// Parent is the plan of which this one is a revision.
	Parent Parent `json:"parentRatePlan,omitzero"`
	// Details are what usage costs, empty for a plan of fees only.
	Details []RatePlanDetail `json:"ratePlanDetails"`
}

// RatePlanDetail is how the usage of a package, or of one product in it, is charged (contract:
// apigee-mint 4.3).
type RatePlanDetail struct {
	// ID is made by the service; an update sends it to keep the detail.
	ID           string `json:"id,omitempty"`
	Organization Sent   `json:"organization"`
	// Currency is the currency's id, in lower case; a request for a detail without one sends the
	// plan's.
	Currency Ref `json:"currency"`
	// ProductID is the one product the detail is for, empty for the whole package.
	ProductID Ref `json:"product"`
	// Type is RATECARD, REVSHARE, REVSHARE_RATECARD or USAGE_TARGET.
	Type Text `json:"type"`
	// MeteringType is UNIT, VOLUME, STAIR_STEP or DEV_SPECIFIC.
	MeteringType Text `json:"meteringType"`
	// RatingParameter is VOLUME to count transactions, or a custom attribute.
	RatingParameter Text `json:"ratingParameter"`
	// RatingParameterUnit is the label of a custom attribute's unit.
	RatingParameterUnit Text `json:"ratingParameterUnit"`
	// RevenueType is GROSS or NET, for revenue shares.
	RevenueType Text `json:"revenueType"`
	// Duration is the basis on which bands are counted, in DurationType.
	Duration     Count `json:"duration"`
	DurationType Text  `json:"durationType"`
	// AggregateFreemiumCounters, AggregateStandardCounters and AggregateTransactions count the
	// products of the package together. Not set they are left out of an update too: a flag cannot
	// be empty, and null might pass for false.
	AggregateFreemiumCounters Flag `json:"aggregateFreemiumCounters,omitzero"`
	AggregateStandardCounters Flag `json:"aggregateStandardCounters,omitzero"`
	AggregateTransactions     Flag `json:"aggregateTransactions,omitzero"`
	Freemium
	// PaymentDueDays is how many days a bill may stay unpaid.
	PaymentDueDays    Days     `json:"paymentDueDays"`
	CustomPaymentTerm Answered `json:"customPaymentTerm,omitzero"`
	// Rates are in the order in which the service sent them, which means nothing.
	Rates []RatePlanRate `json:"ratePlanRates"`
}

// Freemium is how much is free at first, for FreemiumDuration in FreemiumDurationType.
type Freemium struct {
	FreemiumUnit         Amount `json:"freemiumUnit"`
	FreemiumDuration     Count  `json:"freemiumDuration"`
	FreemiumDurationType Text   `json:"freemiumDurationType"`
}

// RatePlanRate is the price of one band of usage (contract: apigee-mint 4.4).
type RatePlanRate struct {
	// ID is made by the service; an update sends it to keep the rate.
	ID string `json:"id,omitempty"`
	// Type is RATECARD or REVSHARE; details of type REVSHARE_RATECARD hold both.
	Type string `json:"type"`
	// Rate is the price of a unit, in the detail's currency; not set for a REVSHARE.
	Rate Amount `json:"rate,omitzero"`
	// RevShare is the developer's share, in percent; not set for a RATECARD.
	RevShare Amount `json:"revshare,omitzero"`
	// StartUnit is where the band begins, 0 for the first.
	StartUnit Amount `json:"startUnit,omitzero"`
	// EndUnit is where the band ends and the next begins, not set for the last.
	EndUnit Amount `json:"endUnit"`
}

func (p RatePlan) objectID() string { return p.ID }

// prepared is the plan as requests to the client's organization send it. A plan that has no id yet
// has no details with one, and these no rates with one, even where they were copied from a plan
// that has.
func (c *Client) prepared(packageID string, p RatePlan) RatePlan {
	p.Organization, p.PackageID, p.Currency = Owner{ID: c.organization}, Ref(packageID), p.Currency.lower()
	details := make([]RatePlanDetail, 0, len(p.Details))
	for _, d := range p.Details {
		d.Organization, d.Currency = Sent(c.organization), cmp.Or(d.Currency, p.Currency).lower()
		if p.ID == "" {
			d.ID = ""
		}
		rates := make([]RatePlanRate, 0, len(d.Rates))
		for _, r := range d.Rates {
			if d.ID == "" {
				r.ID = ""
			}
			rates = append(rates, r)
		}
		d.Rates = rates
		details = append(details, d)
	}
	p.Details = details
	return p
}
