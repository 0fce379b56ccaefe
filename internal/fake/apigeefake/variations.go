package apigeefake

import (
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Variation is one setting of one switch.
type Variation struct {
	Name     string
	Switches Switches
}

// Variations lists every setting of every switch, each alone, the zero value first. An organization
// can be set up and a plan sold under each of them.
func Variations() []Variation {
	return append(append([]Variation{
		{"documented", Switches{}},
		{"prepaid limits accepted", Switches{AcceptPrepaid: true}},
		{"limits without a key before they are set", Switches{Unset: UnsetNoKey}},
		{"limits show the currency's before they are set", Switches{Unset: UnsetCurrencyDefault}},
		{"usage drifts", Switches{UsageDrift: decimal.New(1, -4)}},
		{"currency ids are exact", Switches{ExactCurrencyIDs: true}},
		{"months are numbers", Switches{MonthInput: MonthNumber}},
		{"months are names", Switches{MonthInput: MonthName}},
		{"months answered as names", Switches{MonthEcho: EchoName}},
		{"months answered as bare numbers", Switches{MonthEcho: EchoBareNumber}},
		{"months from one", Switches{MonthsFromOne: true}},
		{"immutable refused", Switches{RefuseImmutableChanges: true}},
		{"closed months accepted", Switches{AcceptClosedMonths: true}},
		{"adjustment flag ignored", Switches{IgnoreAdjustmentFlag: true}},
		{"adjustment developer dropped", Switches{DropAdjustmentDeveloper: true}},
		{"adjustments published by default", Switches{AdjustmentsPublishedByDefault: true}},
		{"delete answers the object", Switches{DeleteAnswersObject: true}},
		{"extra keys", Switches{ExtraKeys: true}},
		{"plain zeros", Switches{PlainZeros: true}},
		{"totals omitted", Switches{OmitTotals: true}},
		{"nothing answers 404", Switches{NothingAnswers404: true}},
		{"pages of two", Switches{MaxPageSize: 2}},
		{"gateway faults", Switches{GatewayFaults: true}},
		{"message lists", Switches{MessageLists: true}},
		{"names trimmed", Switches{Names: fake.Trimmed}},
		{"names decomposed", Switches{Names: fake.Decomposed}},
		{"names composed", Switches{Names: fake.Composed}},
	}, planVariations()...), saleVariations()...)
}

func planVariations() []Variation {
	return []Variation{
		{"plan: PUT keeps missing", Switches{PutKeepsMissing: true}},
		{"plan: rate ids loose", Switches{LooseRateIDs: true}},
		{"plan: order shuffled", Switches{ShuffleOrder: true}},
		{"plan: future is current", Switches{FutureIsCurrent: true}},
		{"plan: dates in UTC", Switches{DatesInUTC: true}},
		{"plan: past start refused", Switches{RefusePastStart: true}},
		{"plan: aggregate flags off", Switches{AggregateFlagsOff: true}},
		{"plan: revision needs the whole parent", Switches{RevisionNeedsWholeParent: true}},
		{"plan: organization's list without drafts", Switches{OrganizationListNoDrafts: true}},
		{"plan: by product as a list", Switches{ByProductList: true}},
		{"plan: none by product is a 400", Switches{ByProductNone400: true}},
		{"plan: by the plan's id", Switches{PlanByPlanID: true}},
		{"plan: publishing needs terms", Switches{PublishNeedsTerms: true}},
	}
}

func saleVariations() []Variation {
	return []Variation{
		{"currency: duplicate is a 409", Switches{DuplicateCurrency409: true}},
		{"currency: null clears amounts", Switches{ClearAmounts: ClearedByNull}},
		{"currency: nothing clears amounts", Switches{ClearAmounts: ClearedNever}},
		{"in use is a 409", Switches{InUse409: true}},
		{"package: adding a product answers plans", Switches{AddProductAnswersPlans: true}},
		{"package: a member can be added again", Switches{AddMemberAgain: true}},
		{"package: the last product stays", Switches{LastProductStays: true}},
		{"purchase: in a list", Switches{AcceptanceInList: true}},
		{"purchase: doubles", Switches{DoublePurchases: true}},
		{"purchase: terms ignored", Switches{IgnoreTerms: true}},
		{"purchase: needs a billing type", Switches{NeedsBillingType: true}},
		{"purchase: former overlap code", Switches{FormerOverlapCode: true}},
		{"purchase: funds without contexts", Switches{FundsWithoutContexts: true}},
		{"purchase: end date stays", Switches{EndDateStays: true}},
		{"purchase: no fee when ended", Switches{NoFeeWhenEnded: true}},
		{"purchase: moved at publication", Switches{MovedAtPublication: true}},
		{"purchase: moved under a new id", Switches{MovedUnderNewID: true}},
		{"purchase: moved start", Switches{MovedStart: true}},
		{"purchase: delete refunds", Switches{DeleteRefundsFees: true}},
		{"purchase: first fee prorated", Switches{ProratedFirstFee: true}},
		{"purchase: companies apart", Switches{CompaniesApart: true}},
		{"category: unique names", Switches{UniqueCategoryNames: true}},
		{"category: used ones can go", Switches{DeleteUsedCategories: true}},
		{"terms: PUT changes texts only", Switches{TermsPut: TermsPutTexts}},
		{"terms: PUT changes nothing", Switches{TermsPut: TermsPutNothing}},
		{"terms: begun ones are frozen", Switches{BegunTermsRefused: true}},
		{"terms: accepted ones can go", Switches{DeleteAcceptedTerms: true}},
		{"developer: email in any case", Switches{FoldEmailCase: true}},
		{"developer: seen after a sync", Switches{SyncLater: true}},
		{"developer: attributes unchecked", Switches{AttributesUnchecked: true}},
		{"suspension: by email", Switches{SuspensionsByEmail: true}},
		{"suspension: lifting none works", Switches{UnsuspendNobodyWorks: true}},
	}
}
