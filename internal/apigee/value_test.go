package apigee

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestNumber_readsEveryForm(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ json, want string }{
		{`1000.0000`, "1000"},
		{`0`, "0"},
		{`-100`, "-100"},
		{`12345678901234567.89`, "12345678901234567.89"},
		{`0.00001`, "0.00001"},
		{`1e3`, "1000"},
		{`"30"`, "30"},
		{`" 21.4400 "`, "21.44"},
		{`null`, "none"},
		{`""`, "none"},
		{`"  "`, "none"},
	} {
		t.Run(tt.json, func(t *testing.T) {
			t.Parallel()
			n := Amount{Value: &decimal.Decimal{}}
			if err := json.Unmarshal([]byte(`{"n":`+tt.json+`}`), &struct{ N *Amount }{&n}); err != nil {
				t.Fatal(err)
			}
			// encoding/json handles null before the type sees it, so a second read makes sure that
			// the type agrees.
			if err := n.UnmarshalJSON([]byte(tt.json)); err != nil {
				t.Fatal(err)
			}
			got := "none"
			if n.Value != nil {
				got = n.Value.String()
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestNumber_refusesWhatIsNoAmount(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`"ten"`, `"1,234.5"`, `true`, `{}`, `[1]`, `"0x10"`, `"NaN"`, `1e999999999`, `1e-999999999`, `1e101`,
		strings.Repeat("9", maxDigits+1),
	} {
		var n Amount
		if err := json.Unmarshal([]byte(text), &n); err == nil {
			t.Errorf("%.30s was read as %s", text, n.Value)
		}
	}
}

func TestWhole_readsNumberOrText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{`30`: 30, `"30"`: 30, `0`: 0, `"0"`: 0, `30.0000`: 30, `-1`: -1, `9223372036854775807`: 9223372036854775807} {
		var w Count
		if err := json.Unmarshal([]byte(text), &w); err != nil {
			t.Errorf("%s: %v", text, err)
		} else if w.Value == nil || *w.Value != want {
			t.Errorf("%s: got %v, want %d", text, w.Value, want)
		}
	}
	for _, text := range []string{`null`, `""`} {
		w := Count{Value: new(int64)}
		if err := json.Unmarshal([]byte(text), &w); err != nil || w.Value != nil {
			t.Errorf("%s: got %v, %v, want none", text, w.Value, err)
		}
	}
	for _, text := range []string{`30.5`, `"thirty"`, `9223372036854775808`, `1e50`, `{}`, `true`} {
		var w Count
		if err := json.Unmarshal([]byte(text), &w); err == nil {
			t.Errorf("%s was read as %d", text, *w.Value)
		}
	}
}

func TestFlag_readsBooleanOrText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{`true`: true, `"true"`: true, `"TRUE"`: true, `"False"`: false, `false`: false, `null`: false, `""`: false} {
		var f Flag
		if err := json.Unmarshal([]byte(text), &f); err != nil || isTrue(f) != want {
			t.Errorf("%s: got %v, %v", text, isTrue(f), err)
		}
		if known := text != `null` && text != `""`; (f.Value != nil) != known {
			t.Errorf("%s: known is %v", text, f.Value != nil)
		}
	}
	for _, text := range []string{`"yes"`, `2`, `{}`, `[]`} {
		var f Flag
		if err := json.Unmarshal([]byte(text), &f); err == nil {
			t.Errorf("%s was read as %v", text, *f.Value)
		}
	}
}

func TestRef_id(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		ref  *ref
		want string
	}{
		{nil, ""},
		{&ref{}, ""},
		{&ref{ID: "weather"}, "weather"},
		{&ref{ID: "acme@@@weather"}, "weather"},
		{&ref{ID: "acme###supplier@APIGEE-GEN.FOR-COMPANY"}, "acme###supplier@APIGEE-GEN.FOR-COMPANY"},
	} {
		if got := tt.ref.id(); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.ref, got, tt.want)
		}
	}
}

func TestExact_writesEveryDigitAsNumber(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"12345678901234567.89", "0.00001", "0", "-100", "999.9999", "100000000000000000000000000000", "0.0000000000000000000000001"} {
		got, err := json.Marshal(exact(decimal.RequireFromString(text)))
		if err != nil || string(got) != text {
			t.Errorf("got %s, %v, want %s", got, err, text)
		}
	}
	if got, err := json.Marshal(exact(decimal.New(1, 5))); err != nil || string(got) != "100000" {
		t.Errorf("got %s, %v, want 100000", got, err)
	}
	if decimal.MarshalJSONWithoutQuotes {
		t.Error("the global switch of the decimal package is on: it would change every other user of it")
	}
}

func isTrue(f Flag) bool { return f.Value != nil && *f.Value }
