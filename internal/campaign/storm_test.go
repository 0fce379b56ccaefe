package campaign_test

import (
	"math/rand/v2"
	"slices"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// faults are all ways in which an exchange goes wrong in a campaign. Two are not among them because
// they cannot be part of a mix or need real time: lists that lag, which weather has, and answers
// that do not come, which the kills of the CLI campaign are made of.
var faults = []fake.Fault{
	fake.DropBefore(), fake.DropAfter(), fake.Truncate(), fake.OmitKeys("id"), fake.LoseTokens(),
	fake.CommitLate(1, fake.DropBefore()), fake.CommitLate(2, fake.Status(504, "")), fake.CommitLate(3, fake.HTML(502)),
	fake.TooManyRequests("2"), fake.TooManyRequests("300"), fake.TooManyRequests(""),
	fake.Status(408, ""), fake.Status(500, ""), fake.Status(502, ""), fake.Status(503, ""),
	fake.HTML(502), fake.HTML(200), fake.Redirect(302, "/elsewhere"), fake.Redirect(307, "/elsewhere"),
	fake.AfterEffect(fake.Status(500, "")), fake.AfterEffect(fake.Status(503, "")), fake.AfterEffect(fake.Status(408, "")),
	fake.AfterEffect(fake.HTML(502)), fake.AfterEffect(fake.HTML(200)), fake.AfterEffect(fake.Redirect(302, "/elsewhere")),
}

// weather is what one seed decides about the services and their network.
type weather struct {
	shares  []fake.Share // 1 to 40 percent in all
	lag     int          // how many requests the lists are behind during a run
	retries int
	tokens  bool // Apigee by OAuth2 instead of Basic
	batched bool
	workers int // resources that run at one time
	apigee  apigeefake.Switches
	paypal  paypalfake.Variation
}

func forecast(seed uint64, r *rand.Rand) weather {
	w := weather{lag: r.IntN(2) * r.IntN(4), retries: r.IntN(7), tokens: r.IntN(2) == 0, batched: r.IntN(4) > 0, workers: 10}
	apigee, paypal := apigeeWays(), paypalWays()
	if seed%2 == 1 {
		w.workers = 1
		// Pages that are known beforehand are asked for at one time, and arrive in any order.
		apigee = slices.DeleteFunc(apigee, func(s apigeefake.Switches) bool { return s.MaxPageSize > 0 })
		paypal = slices.DeleteFunc(paypal, func(v paypalfake.Variation) bool {
			return v.Switches.MaxPageSize > 0 || v.Switches.Totals == paypalfake.TotalsOverstated || v.Switches.Totals == paypalfake.TotalsPlaceholder
		})
	}
	w.apigee, w.paypal = apigee[r.IntN(len(apigee))], paypal[r.IntN(len(paypal))]
	percent := make([]int, len(faults))
	for range 1 + r.IntN(40) {
		percent[r.IntN(len(faults))]++
	}
	for i, p := range percent {
		if p > 0 {
			w.shares = append(w.shares, fake.Share{Percent: p, Fault: faults[i]})
		}
	}
	return w
}

// apigeeWays are settings of the fake under which adjustments, limits and plans can be made and
// read.
func apigeeWays() []apigeefake.Switches {
	return []apigeefake.Switches{
		{},
		{Unset: apigeefake.UnsetNoKey, ExtraKeys: true, PlainZeros: true},
		{Unset: apigeefake.UnsetCurrencyDefault, MonthEcho: apigeefake.EchoName},
		{MonthInput: apigeefake.MonthNumber, MonthEcho: apigeefake.EchoBareNumber},
		{PutKeepsMissing: true, LooseRateIDs: true, ShuffleOrder: true},
		{DeleteAnswersObject: true, OmitTotals: true, MaxPageSize: 3, NothingAnswers404: true},
		{GatewayFaults: true, MessageLists: true, FutureIsCurrent: true},
		{OrganizationListNoDrafts: true, RefuseImmutableChanges: true, MaxPageSize: 1},
		{DoublePurchases: true, AcceptanceInList: true},
	}
}

// paypalWays are those settings of the fake under which what was made can be found again and
// cleared again. What becomes of a service that drops half of a top-up, the metadata or the
// currency is another matter, which the tests of wallets and of their ledger are about.
func paypalWays() []paypalfake.Variation {
	return slices.DeleteFunc(paypalfake.Variations(), func(v paypalfake.Variation) bool {
		s := v.Switches
		return s.Metadata == paypalfake.EchoNone || s.Metadata == paypalfake.EchoTruncated || s.Pair == paypalfake.PairGrantLost ||
			s.Balances == paypalfake.BalancesHidden || s.Null != paypalfake.NullClears
	})
}
