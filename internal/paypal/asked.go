package paypal

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Asked is what an entry asks of the service, as opposed to what the service makes of it. All
// amounts are credits; zero is not asked for, and not sent (contract: wallets 3.1).
type Asked struct {
	// Type is TopUp, with PaidCredits, GrantedCredits or both, or Void, with CreditsToVoid.
	Type           string          `json:"type"`
	PaidCredits    decimal.Decimal `json:"paid_credits,omitzero"`
	GrantedCredits decimal.Decimal `json:"granted_credits,omitzero"`
	CreditsToVoid  decimal.Decimal `json:"credits_to_void,omitzero"`
}

type portion struct {
	name    string
	credits decimal.Decimal
	kind    string
}

func (a Asked) portions() []portion {
	return []portion{
		{"paid", a.PaidCredits, Purchased},
		{"granted", a.GrantedCredits, Granted},
		{"credits", a.CreditsToVoid, Voided},
	}
}

// String is the canonical text of the entry, such as "TOPUP paid=10.5 granted=2" or "VOID
// credits=3". Equal amounts have equal texts, however they were spelled.
func (a Asked) String() string {
	var text strings.Builder
	text.WriteString(a.Type)
	for _, p := range a.portions() {
		if !p.credits.IsZero() {
			fmt.Fprintf(&text, " %s=%s", p.name, p.credits)
		}
	}
	return text.String()
}

// ParseAsked reads the text that String writes and fails on any other, a truncated one included
// where that shows.
func ParseAsked(text string) (Asked, error) {
	words := strings.Split(text, " ")
	asked := Asked{Type: words[0]}
	into := map[string]*decimal.Decimal{"paid": &asked.PaidCredits, "granted": &asked.GrantedCredits, "credits": &asked.CreditsToVoid}
	for _, word := range words[1:] {
		name, number, _ := strings.Cut(word, "=")
		credits, err := decimal.NewFromString(number)
		if err != nil || into[name] == nil {
			return Asked{}, fmt.Errorf("%q is not what an entry asks for: %q", text, word)
		}
		*into[name] = credits
	}
	if err := asked.check(); err != nil {
		return Asked{}, fmt.Errorf("%q is not what an entry asks for: %w", text, err)
	}
	if asked.String() != text {
		return Asked{}, fmt.Errorf("%q is not what an entry asks for: it is not in canonical form", text)
	}
	return asked, nil
}

// Kinds lists the transactions that the service makes of the entry: one per kind of credits asked
// for (contract: wallets 3.2).
func (a Asked) Kinds() []string {
	var kinds []string
	for _, p := range a.portions() {
		if !p.credits.IsZero() {
			kinds = append(kinds, p.kind)
		}
	}
	return kinds
}

// check refuses what must never be sent: a top-up of nothing is accepted by the service with a
// meaning nobody knows.
func (a Asked) check() error {
	for _, p := range a.portions() {
		if p.credits.IsNegative() {
			return fmt.Errorf("%s credits are negative: %s", a.Type, p.credits)
		}
	}
	switch {
	case a.Type == TopUp && !a.CreditsToVoid.IsZero():
		return errors.New("a TOPUP voids no credits")
	case a.Type == TopUp && a.PaidCredits.IsZero() && a.GrantedCredits.IsZero():
		return errors.New("a TOPUP needs paid or granted credits")
	case a.Type == Void && (!a.PaidCredits.IsZero() || !a.GrantedCredits.IsZero()):
		return errors.New("a VOID adds no credits")
	case a.Type == Void && a.CreditsToVoid.IsZero():
		return errors.New("a VOID needs credits to void")
	case a.Type != TopUp && a.Type != Void:
		return fmt.Errorf("%q is no type of transaction", a.Type)
	}
	return nil
}
