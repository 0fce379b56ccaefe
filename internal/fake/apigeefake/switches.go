package apigeefake

import (
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Switches settle what the contract leaves open. The zero value is the likeliest service; a client
// must work with every setting.
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
	RefuseImmutableChanges        bool       // PUT with a change to what cannot change answers 400 instead of ignoring it; also of a currency and a purchase
	AcceptClosedMonths            bool       // months that are not open can be adjusted
	IgnoreAdjustmentFlag          bool       // adjustments work though the organization's hasBillingAdjustment is false
	DropAdjustmentDeveloper       bool       // the developer of an adjustment is neither kept nor answered
	AdjustmentsPublishedByDefault bool       // isPublished is true where it was not sent

	// Rate plans (contract: apigee-mint 4).

	PutKeepsMissing          bool // keys missing from a PUT keep their value instead of becoming null
	LooseRateIDs             bool // details and rates of a draft need not be sent back with their ids
	ShuffleOrder             bool // details and rates are answered in another order than they were sent
	FutureIsCurrent          bool // a published plan that starts in the future counts as current
	DatesInUTC               bool // days begin and end in UTC instead of in the organization's time zone (contract: apigee-mint 1.3)
	RefusePastStart          bool // a new plan, or new terms, that start before today answer 400
	AggregateFlagsOff        bool // the aggregate flags of a detail default to false
	RevisionNeedsWholeParent bool // parentRatePlan must be the whole plan, a mere id is not enough
	OrganizationListNoDrafts bool // the list of all plans of the organization leaves drafts out
	ByProductList            bool // the plan of a product is answered as a list
	ByProductNone400         bool // no plan for a product is a 400 instead of a 404
	PlanByPlanID             bool // developer-rateplans/{id} also takes the id of a plan and answers the plan
	PublishNeedsTerms        bool // nothing is published before the organization has terms; the console asks for them (contract: apigee-neighbours 7)

	// Supported currencies (contract: apigee-neighbours 3).

	DuplicateCurrency409 bool         // a second POST of a currency is a 409 instead of a 400, with the same code
	ClearAmounts         ClearAmounts // what removes a currency's credit limit and minimum top-up
	InUse409             bool         // deleting what is in use (a currency, a category, terms) is a 409 instead of a 400

	// Packages (contract: apigee-neighbours 4).

	AddProductAnswersPlans bool // adding a product answers 200 with the package's plans instead of 204
	AddMemberAgain         bool // adding a product that is in the package works instead of answering 409
	LastProductStays       bool // the last product of a package cannot be removed

	// Purchases (contract: apigee-neighbours 5).

	AcceptanceInList     bool // the answer to a purchase, and a purchase by its id, is a bare list of one
	DoublePurchases      bool // the same plan can be bought twice
	IgnoreTerms          bool // a purchase needs no accepted terms
	NeedsBillingType     bool // a purchase needs the developer's billing type to be set, not only to have its default
	FormerOverlapCode    bool // an overlap has the older code, which names no plan
	FundsWithoutContexts bool // a refusal for lack of funds has no contexts
	EndDateStays         bool // the end of a purchase can be moved but not cleared
	NoFeeWhenEnded       bool // the early termination fee is charged where a purchase is replaced, not where it is given an end
	MovedAtPublication   bool // subscribers move to a revision when it is published instead of when it starts
	MovedUnderNewID      bool // a subscriber that moves gets a new subscription, and the old one ends
	MovedStart           bool // a subscription that moves begins with the revision, unless the revision keeps the original start
	DeleteRefundsFees    bool // a purchase that is deleted before its start gets its fees back
	ProratedFirstFee     bool // of a plan that prorates, the first recurring fee is for the rest of the calendar month
	CompaniesApart       bool // what a company has is found below /companies only

	// Developer categories (contract: apigee-neighbours 6).

	UniqueCategoryNames  bool // a second category of the same name is a 409
	DeleteUsedCategories bool // a category that developers or plans have can be deleted

	// Terms and conditions (contract: apigee-neighbours 7).

	TermsPut            TermsPut // what a PUT changes
	BegunTermsRefused   bool     // a PUT of terms that have begun answers 400
	DeleteAcceptedTerms bool     // terms that a developer accepted can be deleted

	// Developers (contract: apigee-neighbours 8).

	FoldEmailCase        bool // a developer is found by the email address in any case; else it counts
	SyncLater            bool // the monetization API sees attributes only after GET /sync-developers or SyncDevelopers
	AttributesUnchecked  bool // the management API takes any billing type and any category
	SuspensionsByEmail   bool // a suspension names the developer by email instead of by id
	UnsuspendNobodyWorks bool // unsuspending a developer that is not suspended answers 204 instead of 404

	// Everywhere (contract: apigee-mint 1).

	Names               fake.Spelling // what becomes of names, of versions of terms too
	DeleteAnswersObject bool          // DELETE answers 200 with the old object instead of 204
	ExtraKeys           bool          // objects carry keys that no document mentions
	PlainZeros          bool          // an amount of zero is written 0 instead of 0.0000
	OmitTotals          bool          // lists come without totalRecords
	NothingAnswers404   bool          // a list of nothing, and a page behind the last, is a 404 mint.noSuchResource
	MaxPageSize         int           // a greater size is cut down to this without a word; 0: no cap
	GatewayFaults       bool          // failures outside the service itself (401, 404 of a route, 429, 5xx) have the gateway's shape
	MessageLists        bool          // the message of an error is a list of texts
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

// ClearAmounts is what removes an amount of a currency that is optional.
type ClearAmounts int

const (
	// ClearedByOmission lets null, and a key that is missing from a PUT, remove the amount.
	ClearedByOmission ClearAmounts = iota
	// ClearedByNull lets only null remove it.
	ClearedByNull
	// ClearedNever keeps it until it is another amount.
	ClearedNever
)

// TermsPut is what a PUT of terms and conditions changes.
type TermsPut int

const (
	// TermsPutAll changes everything.
	TermsPutAll TermsPut = iota
	// TermsPutTexts changes text and address, and ignores version and start.
	TermsPutTexts
	// TermsPutNothing answers 200 and changes nothing.
	TermsPutNothing
)
