package apigeefake

import "github.com/shopspring/decimal"

// Switches settle what the contract leaves open. The zero value is the likeliest service; a client must work with every setting.
type Switches struct {
	// Credit limits (contract: apigee-mint 2).

	AcceptPrepaid    bool            // setting a limit for a PREPAID developer works instead of answering 400
	Unset            Unset           // what a developer's list shows before a limit is set
	UsageDrift       decimal.Decimal // added to the usage of each shown limit by each read, in its currency
	ExactCurrencyIDs bool            // "USD" is unknown where the id is "usd"

	// Billing adjustments (contract: apigee-mint 3).

	MonthInput                    MonthInput // which forms of a month are accepted
	MonthEcho                     MonthEcho  // which form is answered
	MonthsFromOne                 bool       // the number of a month counts from 1: a client that counts from 0 is off by one
	RefuseImmutableChanges        bool       // PUT with a change to anything but name and factor answers 400 instead of ignoring it
	AcceptClosedMonths            bool       // months that are not open can be adjusted
	IgnoreAdjustmentFlag          bool       // adjustments work though the organization's hasBillingAdjustment is false
	DropAdjustmentDeveloper       bool       // the developer of an adjustment is neither kept nor answered
	AdjustmentsPublishedByDefault bool       // isPublished is true where it was not sent

	// Rate plans (contract: apigee-mint 4).

	PutKeepsMissing          bool // keys missing from a PUT keep their value instead of becoming null
	LooseRateIDs             bool // details and rates of a draft need not be sent back with their ids
	ShuffleOrder             bool // details and rates are answered in another order than they were sent
	FutureIsCurrent          bool // a published plan that starts in the future counts as current
	RefusePastStart          bool // a new plan that starts before today answers 400
	AggregateFlagsOff        bool // the aggregate flags of a detail default to false
	RevisionNeedsWholeParent bool // parentRatePlan must be the whole plan, a mere id is not enough
	OrganizationListNoDrafts bool // the list of all plans of the organization leaves drafts out
	ByProductList            bool // the plan of a product is answered as a list
	ByProductNone400         bool // no plan for a product is a 400 instead of a 404
	PlanByPlanID             bool // developer-rateplans/{id} also takes the id of a plan and answers the plan

	// Everywhere (contract: apigee-mint 1).

	DeleteAnswersObject bool // DELETE answers 200 with the old object instead of 204
	ExtraKeys           bool // objects carry keys that no document mentions
	PlainZeros          bool // an amount of zero is written 0 instead of 0.0000
	OmitTotals          bool // lists come without totalRecords
	NothingAnswers404   bool // a list of nothing, and a page behind the last, is a 404 mint.noSuchResource
	MaxPageSize         int  // a greater size is cut down to this without a word; 0: no cap
	GatewayFaults       bool // failures outside the service itself (401, 404 of a route, 429, 5xx) have the gateway's shape
	MessageLists        bool // the message of an error is a list of texts
}

// Unset is what a developer's credit limits show for a currency whose limit was never set.
type Unset int

const (
	// UnsetEmptyList shows nothing.
	UnsetEmptyList Unset = iota
	// UnsetNoKey shows nothing, and a list of nothing lacks its key.
	UnsetNoKey
	// UnsetCurrencyDefault shows the currency's own credit limit, if it has one.
	UnsetCurrencyDefault
)

// MonthInput is which forms of a billing month the service accepts.
type MonthInput int

const (
	// MonthAny accepts "11" and "DECEMBER".
	MonthAny MonthInput = iota
	// MonthNumber accepts "11" only.
	MonthNumber
	// MonthName accepts "DECEMBER" only.
	MonthName
)

// MonthEcho is in which form the service answers a billing month.
type MonthEcho int

const (
	// EchoVerbatim answers what was sent.
	EchoVerbatim MonthEcho = iota
	// EchoName answers "DECEMBER".
	EchoName
	// EchoBareNumber answers 11, a number that is not in a string.
	EchoBareNumber
)
