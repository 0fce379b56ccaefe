package functions

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/shopspring/decimal"
)

// precision is that of HCL's own numbers, in bits: at any other a result would differ from the literal
// that looks the same.
const precision = 512

// mostDigits is how long the text of a number may get. HCL can write 1e1000000.
const mostDigits = 1000

// numberText is an HCL number written out, without an exponent.
func numberText(number types.Number) string {
	exact := new(big.Float).SetPrec(precision)
	if value := number.ValueBigFloat(); value != nil {
		exact.Set(value)
	}
	if exact.IsInf() || exact.MantExp(nil) > 4*mostDigits || exact.MantExp(nil) < -4*mostDigits {
		return exact.Text('g', 10)
	}
	return exact.Text('f', -1)
}

// numberValue is a decimal as an HCL number.
func numberValue(number decimal.Decimal) types.Number {
	value, _, err := big.ParseFloat(number.String(), 10, precision, big.ToNearestEven)
	if err != nil {
		return types.NumberNull()
	}
	return types.NumberValue(value)
}
