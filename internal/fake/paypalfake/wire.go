package paypalfake

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// walletAnswer is a wallet on the wire (contract: wallets 2.1). There is no currency in it; members
// without a value are left out.
type walletAnswer struct {
	ID                  string       `json:"id"`
	ExternalCustomerID  string       `json:"external_customer_id"`
	Status              string       `json:"status"`
	AvailableBalance    *money       `json:"available_balance,omitempty"`
	OngoingUsage        *money       `json:"ongoing_usage,omitempty"`
	NetBalance          *money       `json:"net_balance,omitempty"`
	Name                string       `json:"name,omitempty"`
	RateAmount          string       `json:"rate_amount"`
	AvailableCredits    string       `json:"available_credits,omitempty"`
	OngoingUsageCredits string       `json:"ongoing_usage_credits,omitempty"`
	NetBalanceCredits   string       `json:"net_balance_credits,omitempty"`
	ConsumedCredits     string       `json:"consumed_credits,omitempty"`
	CreatedAt           string       `json:"created_at"`
	ExpirationAt        string       `json:"expiration_at,omitempty"`
	TerminatedAt        string       `json:"terminated_at,omitempty"`
	AppliesTo           *appliesTo   `json:"applies_to,omitempty"`
	Rules               []ruleAnswer `json:"recurring_transaction_rules,omitempty"`
}

// money is an amount on the wire: the value is a JSON number, never a string.
type money struct {
	Value        json.Number `json:"value"`
	CurrencyCode string      `json:"currency_code"`
}

type appliesTo struct {
	FeeTypes []string `json:"fee_types"`
}

type ruleAnswer struct {
	Trigger              string `json:"trigger"`
	Method               string `json:"method"`
	Interval             string `json:"interval,omitempty"`
	ThresholdCredits     string `json:"threshold_credits,omitempty"`
	PaidCredits          string `json:"paid_credits,omitempty"`
	GrantedCredits       string `json:"granted_credits,omitempty"`
	TargetOngoingBalance string `json:"target_ongoing_balance,omitempty"`
	StartedAt            string `json:"started_at,omitempty"`
	ExpirationAt         string `json:"expiration_at,omitempty"`
}

// transactionAnswer is a ledger entry on the wire (contract: wallets 3.3).
type transactionAnswer struct {
	WalletTransactionID string `json:"wallet_transaction_id"`
	WalletID            string `json:"wallet_id"`
	PaymentStatus       string `json:"payment_status"`
	Source              string `json:"source"`
	TransactionStatus   string `json:"transaction_status"`
	TransactionType     string `json:"transaction_type"`
	Amount              money  `json:"amount"`
	Credits             string `json:"credits"`
	SettledAt           string `json:"settled_at,omitempty"`
	FailedAt            string `json:"failed_at,omitempty"`
	CreatedAt           string `json:"created_at"`
	Metadata            []pair `json:"metadata,omitempty"`
}

type pair struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

func (s Switches) wallet(w *Wallet, listed bool) walletAnswer {
	a := walletAnswer{
		ID:                 w.ID,
		ExternalCustomerID: w.CustomerID,
		Status:             w.Status,
		Name:               w.Name,
		RateAmount:         s.decimals(w.Rate, 1),
		CreatedAt:          s.instant(w.CreatedAt),
		ExpirationAt:       s.instant(w.ExpiresAt),
		TerminatedAt:       s.instant(w.TerminatedAt),
	}
	if s.Balances == BalancesShown || s.Balances == BalancesNotListed && !listed {
		b := w.Balance
		a.AvailableBalance = new(s.money(b.Money, b.Currency))
		a.OngoingUsage = new(s.money(b.OngoingMoney, b.Currency))
		a.NetBalance = new(s.money(b.NetMoney(), b.Currency))
		a.AvailableCredits = s.credits(b.Credits)
		a.OngoingUsageCredits = s.credits(b.OngoingCredits)
		a.NetBalanceCredits = s.credits(b.NetCredits())
		a.ConsumedCredits = s.credits(b.ConsumedCredits)
	}
	switch {
	case len(w.FeeTypes) > 0:
		a.AppliesTo = &appliesTo{w.FeeTypes}
	case !s.DefaultFeeTypesOmitted:
		a.AppliesTo = &appliesTo{feeTypes}
	}
	for _, r := range w.Rules {
		a.Rules = append(a.Rules, s.rule(r))
	}
	return a
}

func (s Switches) rule(r Rule) ruleAnswer {
	credits := func(name string, d decimal.NullDecimal) string {
		switch {
		case s.RuleMembers != RuleAsSent && !r.uses(name):
			return ""
		case d.Valid || s.RuleMembers == RuleZeroed:
			return s.credits(d.Decimal)
		default:
			return ""
		}
	}
	a := ruleAnswer{
		Trigger:              r.Trigger,
		Method:               r.Method,
		ThresholdCredits:     credits("threshold_credits", r.ThresholdCredits),
		PaidCredits:          credits("paid_credits", r.PaidCredits),
		GrantedCredits:       credits("granted_credits", r.GrantedCredits),
		TargetOngoingBalance: credits("target_ongoing_balance", r.TargetOngoingBalance),
		StartedAt:            s.instant(r.StartedAt),
		ExpirationAt:         s.instant(r.ExpiresAt),
	}
	if s.RuleMembers == RuleAsSent || r.uses("interval") {
		a.Interval = r.Interval
	}
	return a
}

func (s Switches) transaction(t *Transaction) transactionAnswer {
	return transactionAnswer{
		WalletTransactionID: t.ID,
		WalletID:            t.WalletID,
		PaymentStatus:       t.PaymentStatus,
		Source:              t.Source,
		TransactionStatus:   t.Status,
		TransactionType:     t.Type,
		Amount:              s.money(t.Amount, t.Currency),
		Credits:             s.credits(t.Credits),
		SettledAt:           s.instant(t.SettledAt),
		FailedAt:            s.instant(t.FailedAt),
		CreatedAt:           s.instant(t.CreatedAt),
		Metadata:            s.metadata(t.Metadata),
	}
}

func (s Switches) metadata(sent []Pair) []pair {
	if s.Metadata == EchoNone {
		return nil
	}
	var pairs []pair
	for _, p := range sent {
		value := p.Value
		if runes := []rune(value); s.Metadata == EchoTruncated && len(runes) > truncatedValue {
			value = string(runes[:truncatedValue])
		}
		pairs = append(pairs, pair{p.Key, value})
	}
	if s.Metadata == EchoReversed {
		slices.Reverse(pairs)
	}
	return pairs
}

// truncatedValue is what EchoTruncated leaves of a value: few enough characters to break a marker.
const truncatedValue = 8

func (s Switches) money(d decimal.Decimal, currency string) money {
	text := d.String()
	if s.Numerals == NumeralsPadded {
		text = d.StringFixed(exponent(currency))
	}
	return money{json.Number(text), currency}
}

func (s Switches) credits(d decimal.Decimal) string { return s.decimals(d, creditScale) }

// decimals spells a decimal string; padding goes to the given number of decimals and never cuts.
func (s Switches) decimals(d decimal.Decimal, padded int32) string {
	text := d.String()
	switch s.Numerals {
	case NumeralsPadded:
		return d.StringFixed(max(padded, -d.Exponent()))
	case NumeralsBare:
		return text
	default:
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	}
}

// instant spells a time, or nothing for the zero one.
func (s Switches) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	switch s.Timestamps {
	case TimestampsFraction:
		return t.Format("2006-01-02T15:04:05.000Z07:00")
	case TimestampsOffset:
		return t.In(time.FixedZone("", 2*60*60)).Format("2006-01-02T15:04:05Z07:00")
	default:
		return t.Format("2006-01-02T15:04:05Z07:00")
	}
}
