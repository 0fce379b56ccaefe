package functions_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// number is the number that Terraform makes of a literal.
func number(literal string) tftypes.Value {
	value, _, err := big.ParseFloat(literal, 10, 512, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	return tftypes.NewValue(tftypes.Number, value)
}

func numberText(t testing.TB, v tftypes.Value) string {
	t.Helper()
	var value *big.Float
	check(t, v.As(&value))
	return value.Text('f', -1)
}

func sorted(members map[string]tftypes.Value) []string {
	var names []string
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Results are, bit for bit, the numbers of the literals that a person would write beside them.
func TestCharge_numbersAreThoseOfLiterals(t *testing.T) {
	t.Parallel()
	server := newServer()
	for rate, want := range map[string]string{
		"0.05": "0.15", "0.1": "0.3", "0.0001": "0.0003", "0.3333333333": "0.9999999999", "2": "6",
		"123456789012345.6789012345": "370370367037037.0367037035", "1234567890123456789012345": "3703703670370370367037035",
		"0.5": "1.5", "100000000000000000000": "300000000000000000000", "1000000000000000000000000": "3000000000000000000000000",
		"9223372036854775808": "27670116110564327424", "18446744073709551615": "55340232221128654845", "0.0000152587890625": "0.0000457763671875",
	} {
		for _, given := range []any{rate, num(rate)} {
			result, failed := call(t, server, "charge", obj{"rate_plan_details": tup{obj{"rates": tup{obj{"rate": given}}}}}, 3)
			if failed != nil {
				t.Fatal(failed.Text)
			}
			total := member(t, result, "total")
			if !total.Equal(number(want)) {
				t.Errorf("3 x %v is %s, not the literal %s", given, numberText(t, total), want)
			}
		}
	}
}

// What is exact in binary arrives as a float64, and has more digits than the shortest text that
// reads as the same float64: it is refused, not taken for another number.
func TestCharge_binaryNumbersKeepTheirDigits(t *testing.T) {
	t.Parallel()
	const tenth = "0.1000000000000000055511151231257827021181583404541015625"
	_, failed := call(t, newServer(), "charge", obj{"rate_plan_details": tup{obj{"rates": tup{obj{"rate": 1}}}}}, num(tenth))
	if failed == nil || !strings.Contains(failed.Text, "more than 25 digits") {
		t.Errorf("got %v", failed)
	}
}
