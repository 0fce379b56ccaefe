package fwtypes

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.StringTypable                    = CurrencyType{}
	_ basetypes.StringValuableWithSemanticEquals = Currency{}
	_ xattr.ValidateableAttribute                = Currency{}
	_ validator.String                           = isoCurrency{}
)

// maxCurrencyText is ours: the services name no limit for the name of a virtual
// currency.
const maxCurrencyText = 64

var currencyForm = form{refusal: "Invalid currency", problem: currencyProblem, same: strings.EqualFold}

// CurrencyType is the attribute type of a currency code in any case.
type CurrencyType struct {
	basetypes.StringType
}

// String returns the type's name for messages of the framework.
func (CurrencyType) String() string {
	return "fwtypes.CurrencyType"
}

// Equal reports whether the other type is a CurrencyType too.
func (CurrencyType) Equal(other attr.Type) bool {
	_, ok := other.(CurrencyType)
	return ok
}

// ValueType returns a Currency, the type's values.
func (CurrencyType) ValueType(context.Context) attr.Value {
	return Currency{}
}

// ValueFromString makes a Currency of a string, its spelling kept.
func (CurrencyType) ValueFromString(_ context.Context, in basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return Currency{StringValue: in}, nil
}

// ValueFromTerraform makes a Currency of Terraform's own string value and fails
// on a value of any other type.
func (CurrencyType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	text, err := stringFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	return Currency{StringValue: text}, nil
}

// Currency is an ISO 4217 code or, in Apigee, the made-up name of a virtual
// currency (contract: apigee-mint 5.2). It keeps the spelling it was given and
// is equal semantically in any case. The zero value is null.
type Currency struct {
	basetypes.StringValue
}

// NewCurrencyNull returns a Currency without a value.
func NewCurrencyNull() Currency {
	return Currency{StringValue: basetypes.NewStringNull()}
}

// NewCurrencyUnknown returns a Currency whose value is not known yet.
func NewCurrencyUnknown() Currency {
	return Currency{StringValue: basetypes.NewStringUnknown()}
}

// NewCurrencyValue returns a Currency in upper case, the form ISO 4217 and this
// provider's documentation use, whatever the service's own form is.
func NewCurrencyValue(text string) Currency {
	return Currency{StringValue: basetypes.NewStringValue(strings.ToUpper(text))}
}

// Type returns CurrencyType.
func (Currency) Type(context.Context) attr.Type {
	return CurrencyType{}
}

// Equal reports whether the other value is a Currency in the same state and
// spelling; the comparison that ignores case is StringSemanticEquals.
func (v Currency) Equal(other attr.Value) bool {
	o, ok := other.(Currency)
	return ok && v.StringValue.Equal(o.StringValue)
}

// StringSemanticEquals reports whether both are the same code, in any case.
func (v Currency) StringSemanticEquals(ctx context.Context, other basetypes.StringValuable) (bool, diag.Diagnostics) {
	return currencyForm.semanticEquals(ctx, v.StringValue, other)
}

// ValidateAttribute refuses what can be no currency's name in either service;
// null and unknown pass. Where only ISO 4217 codes are allowed add ISOCurrency.
func (v Currency) ValidateAttribute(_ context.Context, req xattr.ValidateAttributeRequest, resp *xattr.ValidateAttributeResponse) {
	currencyForm.validateAttribute(v.StringValue, req, resp)
}

// Upper returns the code as PayPal's wire has it and ISO 4217 writes it (USD),
// "" for null and unknown (contract: wallets 2.1).
func (v Currency) Upper() string {
	return strings.ToUpper(v.ValueString())
}

// Lower returns the code as Apigee's ids have it (usd), "" for null and unknown
// (contract: apigee-mint 1.6).
func (v Currency) Lower() string {
	return strings.ToLower(v.ValueString())
}

// KeepCurrency returns the plan modifier of every configurable Currency: where
// configuration and state differ in case only, the state's spelling is planned.
func KeepCurrency() planmodifier.String {
	return keepSpelling{form: currencyForm, content: "currency"}
}

func currencyProblem(text string) string {
	if currencyName(text) {
		return ""
	}
	return fmt.Sprintf("%s is no currency; write its ISO 4217 code such as \"USD\", or the name of a virtual currency: 1 to %d letters, digits, \"_\" or \"-\".", quote(text), maxCurrencyText)
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

type isoCurrency struct{}

// ISOCurrency returns a validator that allows codes of exactly three letters, in
// any case; whether such a currency exists is the service's to say.
func ISOCurrency() validator.String {
	return isoCurrency{}
}

func (isoCurrency) Description(context.Context) string {
	return "The currency must be an ISO 4217 code of three letters, such as USD."
}

func (isoCurrency) MarkdownDescription(context.Context) string {
	return "The currency must be an ISO 4217 code of three letters, such as `USD`."
}

func (isoCurrency) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	text := req.ConfigValue.ValueString()
	if !known(req.ConfigValue) || !currencyName(text) || len(text) == 3 && letter(text[0]) && letter(text[1]) && letter(text[2]) {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Not an ISO currency code",
		fmt.Sprintf("%s is not of three letters; write the ISO 4217 code, such as \"USD\".", quote(text)))
}
