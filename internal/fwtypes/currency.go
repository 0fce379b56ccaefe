package fwtypes

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// maxCurrencyText is ours: the services name no limit for the name of a virtual currency.
const maxCurrencyText = 64

// CurrencyType is the attribute type of a currency code in any case.
type CurrencyType = Type[currencyForm]

// Currency is an ISO 4217 code or, in Apigee, the made-up name of a virtual currency (contract:
// apigee-mint 5.2). It keeps the spelling it was given and is equal semantically in any case. The
// zero value is null.
type Currency struct{ Value[currencyForm] }

// NewCurrencyNull returns a Currency without a value.
func NewCurrencyNull() Currency { return Currency{nullOf[currencyForm]()} }

// NewCurrencyValue returns a Currency in upper case, the form ISO 4217 and this provider's
// documentation use, whatever the service's own form is.
func NewCurrencyValue(text string) Currency {
	return Currency{textOf[currencyForm](strings.ToUpper(text))}
}

// Upper returns the code as PayPal's wire has it and ISO 4217 writes it (USD), "" for null and
// unknown (contract: wallets 2.1).
func (v Currency) Upper() string { return strings.ToUpper(v.ValueString()) }

// Lower returns the code as Apigee's ids have it (usd), "" for null and unknown (contract:
// apigee-mint 1.6).
func (v Currency) Lower() string { return strings.ToLower(v.ValueString()) }

// KeepCurrency returns the plan modifier of every configurable Currency: where configuration and
// state differ in case only, the state's spelling is planned.
func KeepCurrency() planmodifier.String {
	return keepSpelling{same: strings.EqualFold, content: "currency"}
}

type currencyForm struct{}

func (currencyForm) name() string { return "fwtypes.CurrencyType" }

func (currencyForm) refusal() string { return "Invalid currency" }

func (currencyForm) same(a, b string) bool { return strings.EqualFold(a, b) }

func (currencyForm) value(text basetypes.StringValue) basetypes.StringValuable {
	return Currency{Value[currencyForm]{text}}
}

func (currencyForm) problem(text string) string {
	if text == "" {
		return emptyProblem
	}
	if currencyName(text) {
		return ""
	}
	return fmt.Sprintf("%s is not a valid currency; write its ISO 4217 code such as \"USD\", or the name of a virtual currency: 1 to %d letters, digits, \"_\" or \"-\".", quote(text), maxCurrencyText)
}

func currencyName(text string) bool {
	if text == "" || len(text) > maxCurrencyText {
		return false
	}
	for i := range len(text) {
		if c := text[i]; !letter(c) && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return true
}

func letter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// ISOCurrency returns a validator that allows codes of exactly three letters, in any case; whether
// such a currency exists is the service's to say.
func ISOCurrency() validator.String {
	return TextRule("Not an ISO currency code", "The currency must be an ISO 4217 code of three letters, such as `USD`.", func(text string) string {
		if !currencyName(text) || len(text) == 3 && letter(text[0]) && letter(text[1]) && letter(text[2]) {
			return "" // what is no currency at all is refused by the type
		}
		return quote(text) + " does not have three letters; write the ISO 4217 code, such as \"USD\"."
	})
}
