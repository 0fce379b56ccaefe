package paypalfake

import (
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Switches choose among the answers that the contract leaves open (contract: wallets 8). The zero
// value is what the contract holds for likeliest. A provider is expected to work under every
// setting.
type Switches struct {
	// CreateAnswers200 answers the creation of a wallet with 200 instead of 201 (contract: wallets
	// 1.1).
	CreateAnswers200 bool
	// NewWallet is the status of a wallet just created (contract: wallets 8, question 4).
	NewWallet NewWallet
	// InitialCreditsLater books the credits of a create in the background (contract: wallets 2.2).
	InitialCreditsLater bool
	// Pair is how a TOPUP of both kinds is booked and answered (contract: wallets 3.2).
	Pair Pairing
	// BackgroundAfter is how many requests are answered before a background booking lands: 0 is
	// like 1, the next request sees it.
	BackgroundAfter int
	// EmptyTopUpRefused refuses a TOPUP without credits instead of answering with no transactions
	// (contract: wallets 3.1).
	EmptyTopUpRefused bool
	// CreditsVerbatim books and answers the credits asked for, without flooring or recomputing them
	// (contract: wallets 4).
	CreditsVerbatim bool
	// Metadata is what answers show of a transaction's metadata; the service's truth keeps it as
	// sent.
	Metadata Echo
	// MetadataUnlimited accepts any number and length of metadata (contract: wallets 3.1).
	MetadataUnlimited bool

	// Names is what becomes of a wallet's name.
	Names fake.Spelling
	// StrictKeys refuses request members that the operation does not know, instead of ignoring
	// them.
	StrictKeys bool
	// ImmutableRefused answers 400 to an update that names an immutable member, instead of ignoring
	// it.
	ImmutableRefused bool
	// Null is what a null does in an update (contract: wallets 2.2).
	Null Null
	// ManyRulesAccepted accepts more than one recurring rule (contract: wallets 2.3).
	ManyRulesAccepted bool
	// RuleMembers is what answers show of a recurring rule (contract: wallets 2.3).
	RuleMembers RuleMembers
	// WalletLimit is how many wallets a customer may have that are not terminated; 0 is no limit
	// (contract: wallets 2.4).
	WalletLimit int

	// RuleAnswer is the class of answer to a broken business rule (contract: wallets 1.4).
	RuleAnswer RuleAnswer
	// UnknownWalletAnswers404 answers 404 to a transaction request for a wallet that does not
	// exist, instead of a broken rule (contract: wallets 4).
	UnknownWalletAnswers404 bool
	// UnknownCustomerListsEmpty answers the list of an unknown customer with no wallets, instead of
	// 404.
	UnknownCustomerListsEmpty bool

	// DeleteAnswersActive shows status ACTIVE next to terminated_at in the answer to a DELETE, as
	// the documented sample does.
	DeleteAnswersActive bool
	// DeleteAgainAnswers404 answers 404 to the DELETE of a terminated wallet, instead of 200.
	DeleteAgainAnswers404 bool
	// TerminatedAnswers404 answers 404 to the GET and PUT of a terminated wallet; its ledger stays
	// readable.
	TerminatedAnswers404 bool
	// TerminatedNotListed leaves terminated wallets out of the customer's list.
	TerminatedNotListed bool

	// RequestID is what PayPal-Request-Id does on a POST (contract: wallets 1.5).
	RequestID RequestID
	// RequestIDKeepsFailures makes a refused POST spend its PayPal-Request-Id too.
	RequestIDKeepsFailures bool
	// RequestIDRetention is how long a request id is remembered, by the fake's clock; 0 is for
	// good.
	RequestIDRetention time.Duration

	// DefaultPageSize and MaxPageSize bound per_page; 0 is 10 and 100 (contract: wallets 2.2).
	DefaultPageSize int
	MaxPageSize     int
	// SamePage answers every page of a list with the first one.
	SamePage bool
	// OldestFirst reverses both lists.
	OldestFirst bool
	// Totals is how true the counts of a list are.
	Totals Totals

	// DefaultFeeTypesOmitted leaves applies_to out of the answer of an unrestricted wallet, instead
	// of showing all three.
	DefaultFeeTypesOmitted bool
	// Balances is where the balances, which are all formally optional, are shown.
	Balances Balances
	// Numerals is how amounts and credits are spelled.
	Numerals Numerals
	// Timestamps is how instants are spelled.
	Timestamps Timestamps

	// Unauthorized is the shape of a 401 (contract: wallets 1.2).
	Unauthorized Unauthorized
	// NotEnabled answers 403 to everything: the account is not enabled for usage-based billing
	// (contract: wallets 1.2).
	NotEnabled bool
}

// NewWallet is the status of a wallet just created.
type NewWallet int

const (
	// NewActive makes new wallets ACTIVE.
	NewActive NewWallet = iota
	// NewPending makes them PENDING until a payment settles or credits are granted; they can be
	// topped up.
	NewPending
	// NewPendingClosed makes them PENDING, and refuses transactions, until Activate.
	NewPendingClosed
)

// Pairing is how a TOPUP of paid and granted credits becomes two transactions.
type Pairing int

const (
	// PairWhole books and answers both, the purchase first.
	PairWhole Pairing = iota
	// PairGrantFirst books and answers both, the grant first.
	PairGrantFirst
	// PairPurchaseShown books both and answers with the purchase only.
	PairPurchaseShown
	// PairGrantShown books both and answers with the grant only.
	PairGrantShown
	// PairGrantLate books the grant in the background.
	PairGrantLate
	// PairGrantLost books the purchase only, for good.
	PairGrantLost
)

// Echo is what answers show of a transaction's metadata.
type Echo int

const (
	// EchoWhole shows it as sent.
	EchoWhole Echo = iota
	// EchoNone leaves it out.
	EchoNone
	// EchoTruncated cuts every value to its first eight characters.
	EchoTruncated
	// EchoReversed shows the pairs in reverse order.
	EchoReversed
)

// Null is what a null does in an update.
type Null int

const (
	// NullClears removes the value.
	NullClears Null = iota
	// NullIgnored changes nothing.
	NullIgnored
	// NullRefused answers 400: no member is documented as nullable.
	NullRefused
)

// RuleMembers is what answers show of a recurring rule.
type RuleMembers int

const (
	// RuleRelevant shows the members that its trigger and method use.
	RuleRelevant RuleMembers = iota
	// RuleAsSent shows every member that was sent.
	RuleAsSent
	// RuleZeroed shows the relevant members, and credits that were not sent as "0.0".
	RuleZeroed
)

// RuleAnswer is the class of answer to a broken business rule.
type RuleAnswer int

const (
	// RuleUnprocessable answers 422 UNPROCESSABLE_ENTITY.
	RuleUnprocessable RuleAnswer = iota
	// RuleInvalid answers 400 INVALID_REQUEST.
	RuleInvalid
	// RuleConflict answers 409 RESOURCE_CONFLICT.
	RuleConflict
)

// RequestID is what PayPal-Request-Id does on a POST.
type RequestID int

const (
	// RequestIDIgnored runs every request.
	RequestIDIgnored RequestID = iota
	// RequestIDHonoured answers a repeated id with the first answer, status 200, and no effect,
	// whatever the body is.
	RequestIDHonoured
	// RequestIDLatest is RequestIDHonoured, with what the first request made as it is by now.
	RequestIDLatest
	// RequestIDRefused answers a repeated id with 400 DUPLICATE_REQUEST_ID.
	RequestIDRefused
)

// Totals is how true the counts of a list are.
type Totals int

const (
	// TotalsTrue counts what there is.
	TotalsTrue Totals = iota
	// TotalsOverstated claims ten more objects, and the pages for them.
	TotalsOverstated
	// TotalsUnderstated claims what is on the page and no other page.
	TotalsUnderstated
	// TotalsPlaceholder answers 123 to everything, as the documented sample does.
	TotalsPlaceholder
	// TotalsAbsent leaves the object out.
	TotalsAbsent
)

// Balances is where the balances of a wallet are shown.
type Balances int

const (
	// BalancesShown shows them in every wallet.
	BalancesShown Balances = iota
	// BalancesNotListed leaves them out of lists.
	BalancesNotListed
	// BalancesHidden leaves them out everywhere.
	BalancesHidden
)

// Numerals is how amounts and credits are spelled.
type Numerals int

const (
	// NumeralsSample spells as the documented samples do: 110 and "110.0".
	NumeralsSample Numerals = iota
	// NumeralsPadded pads money to the currency's precision and credits to five decimals: 110.00
	// and "110.00000".
	NumeralsPadded
	// NumeralsBare has no decimals that are not needed: 110 and "110".
	NumeralsBare
)

// Timestamps is how instants are spelled.
type Timestamps int

const (
	// TimestampsWhole is whole seconds, UTC: 2026-01-02T03:04:05Z.
	TimestampsWhole Timestamps = iota
	// TimestampsFraction has milliseconds: 2026-01-02T03:04:05.000Z.
	TimestampsFraction
	// TimestampsOffset is another zone: 2026-01-02T05:04:05+02:00.
	TimestampsOffset
)

// Unauthorized is the shape of a 401.
type Unauthorized int

const (
	// UnauthorizedOAuth has error and error_description: invalid_token.
	UnauthorizedOAuth Unauthorized = iota
	// UnauthorizedName is the shape of every other error: AUTHENTICATION_FAILURE.
	UnauthorizedName
)

// Variation is one setting of one switch.
type Variation struct {
	Name     string
	Switches Switches
}

// Variations lists every setting under which wallets can be created, changed, paid and read, each
// alone, the zero value first. The settings that refuse work altogether are not among them:
// NotEnabled, NewPendingClosed, WalletLimit, and SamePage, under which nobody can read a list of
// more than one page.
func Variations() []Variation {
	return []Variation{
		{"documented", Switches{}},
		{"create answers 200", Switches{CreateAnswers200: true}},
		{"new wallet pending", Switches{NewWallet: NewPending}},
		{"initial credits later", Switches{InitialCreditsLater: true, BackgroundAfter: 2}},
		{"pair grant first", Switches{Pair: PairGrantFirst}},
		{"pair purchase shown", Switches{Pair: PairPurchaseShown}},
		{"pair grant shown", Switches{Pair: PairGrantShown}},
		{"pair grant late", Switches{Pair: PairGrantLate, BackgroundAfter: 2}},
		{"pair grant lost", Switches{Pair: PairGrantLost}},
		{"empty top-up refused", Switches{EmptyTopUpRefused: true}},
		{"credits verbatim", Switches{CreditsVerbatim: true}},
		{"metadata dropped", Switches{Metadata: EchoNone}},
		{"metadata truncated", Switches{Metadata: EchoTruncated}},
		{"metadata reversed", Switches{Metadata: EchoReversed}},
		{"metadata unlimited", Switches{MetadataUnlimited: true}},
		{"strict keys", Switches{StrictKeys: true}},
		{"immutable refused", Switches{ImmutableRefused: true}},
		{"null ignored", Switches{Null: NullIgnored}},
		{"null refused", Switches{Null: NullRefused}},
		{"many rules accepted", Switches{ManyRulesAccepted: true}},
		{"rules as sent", Switches{RuleMembers: RuleAsSent}},
		{"rules zeroed", Switches{RuleMembers: RuleZeroed}},
		{"rule answers 400", Switches{RuleAnswer: RuleInvalid}},
		{"rule answers 409", Switches{RuleAnswer: RuleConflict}},
		{"unknown wallet answers 404", Switches{UnknownWalletAnswers404: true}},
		{"unknown customer lists empty", Switches{UnknownCustomerListsEmpty: true}},
		{"delete answers active", Switches{DeleteAnswersActive: true}},
		{"delete again answers 404", Switches{DeleteAgainAnswers404: true}},
		{"terminated answers 404", Switches{TerminatedAnswers404: true}},
		{"terminated not listed", Switches{TerminatedNotListed: true}},
		{"request id honoured", Switches{RequestID: RequestIDHonoured}},
		{"request id honoured for failures", Switches{RequestID: RequestIDHonoured, RequestIDKeepsFailures: true}},
		{"request id honoured for 72 hours", Switches{RequestID: RequestIDHonoured, RequestIDRetention: 72 * time.Hour}},
		{"request id honoured with the latest", Switches{RequestID: RequestIDLatest}},
		{"request id refused", Switches{RequestID: RequestIDRefused}},
		{"request id refused after failures", Switches{RequestID: RequestIDRefused, RequestIDKeepsFailures: true}},
		{"pages of two", Switches{DefaultPageSize: 2, MaxPageSize: 2}},
		{"oldest first", Switches{OldestFirst: true}},
		{"names trimmed", Switches{Names: fake.Trimmed}},
		{"names decomposed", Switches{Names: fake.Decomposed}},
		{"names composed", Switches{Names: fake.Composed}},
		{"totals overstated", Switches{Totals: TotalsOverstated}},
		{"totals understated", Switches{Totals: TotalsUnderstated}},
		{"totals placeholder", Switches{Totals: TotalsPlaceholder}},
		{"totals absent", Switches{Totals: TotalsAbsent}},
		{"default fee types omitted", Switches{DefaultFeeTypesOmitted: true}},
		{"balances not listed", Switches{Balances: BalancesNotListed}},
		{"balances hidden", Switches{Balances: BalancesHidden}},
		{"numerals padded", Switches{Numerals: NumeralsPadded}},
		{"numerals bare", Switches{Numerals: NumeralsBare}},
		{"timestamps with fraction", Switches{Timestamps: TimestampsFraction}},
		{"timestamps with offset", Switches{Timestamps: TimestampsOffset}},
		{"unauthorized by name", Switches{Unauthorized: UnauthorizedName}},
	}
}
