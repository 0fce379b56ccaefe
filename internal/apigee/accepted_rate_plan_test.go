package apigee

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// Refusals of a purchase, as the contract shows them and as a cause, a list or a cut leaves them.
func TestRefusals(t *testing.T) {
	t.Parallel()
	const overlap = "mint.developerHasFollowingOverlapRatePlans"
	one := []Overlap{{PlanID: "basic_gold", PlanName: "Gold é \"x\"", Products: []string{"messaging", "archive"}}}
	for name, tt := range map[string]struct {
		code, message, missing string
		refusal                Refusal
		overlaps               []Overlap
	}{
		"funds":              {"mint.insufficientFunds", "Insufficient funds [1,234.5600]", "1234.56", RefusedFunds, nil},
		"funds with a cause": {"mint.insufficientFunds", "Not [enough] funds [1,234,567.0001]: try again", "1234567.0001", RefusedFunds, nil},
		"no balance":         {"mint.prepaidDeveloperHasNoBalance", "no balance", "", RefusedFunds, nil},
		"overlap":            {overlap, `Developer has following overlap rate plans={"basic_gold|Gold é \"x\"":{"myorg@@@messaging":"Messaging","archive":"Archive"}}`, "", RefusedOverlap, one},
		"two of them": {overlap, `overlap={"b|B":{"o@@@p":"P"},"a|A":{"o@@@q":"Q"}}: more`, "", RefusedOverlap, []Overlap{
			{PlanID: "a", PlanName: "A", Products: []string{"q"}}, {PlanID: "b", PlanName: "B", Products: []string{"p"}},
		}},
		"cut off":     {overlap, `overlap={"a|A":{"o@@@p":"P","o@@@q":"Q"},"b|B":{"o@@@p":"P","o@@`, "", RefusedOverlap, []Overlap{{"a", "A", []string{"p", "q"}}, {"b", "B", []string{"p"}}}},
		"no list":     {overlap, "overlap", "", RefusedOverlap, nil},
		"odd values":  {overlap, `overlap={"a":[1,{"x":"y"}],"b|B":null}`, "", RefusedOverlap, []Overlap{{PlanID: "a"}, {PlanID: "b", PlanName: "B"}}},
		"former code": {"mint.developerAlreadyAcceptedRatePlanForProduct", "overlap", "", RefusedOverlap, nil},
		"something":   {"mint.other", "[1]={}", "", RefusedOtherwise, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := &transport.Error{Code: tt.code, Message: tt.message, Status: 400}
			missing, ok := MissingFunds(err)
			if RefusalOf(err) != tt.refusal || ok != (tt.missing != "") || ok && missing.String() != tt.missing {
				t.Errorf("got %v, %s, %t", RefusalOf(err), missing, ok)
			}
			if diff := cmp.Diff(tt.overlaps, Overlaps(err)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzOverlaps(f *testing.F) {
	for _, seed := range []string{`={"a|A":{"o@@@p":"P"}}`, `={"a":[`, `={{`, `=}}{"a"`, `={"a":{"b":{"c":"d"}}}`, strings.Repeat(`={"a|":`, 20)} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, message string) {
		_ = Overlaps(&transport.Error{Code: "mint.developerHasFollowingOverlapRatePlans", Message: message, Status: 400})
	})
}
