package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
)

const (
	oldPlan = `{"name": "Starter", "currency": "usd", "rate_plan_details": [{"metering_type": "VOLUME", "rates": [
		{"end_unit": 1000, "rate": "0.05"}, {"start_unit": 1000, "rate": 0.0225}]}]}`
	newPlan = `{"name": "Starter 2028", "currency": "usd", "rate_plan_details": [{"metering_type": "STAIR_STEP", "rates": [
		{"end_unit": 1000, "rate": "40"}, {"start_unit": 1000, "end_unit": 2000, "rate": 45}]}]}`
)

// price runs the command on files of the given contents and returns what it prints.
func price(t *testing.T, flags []string, contents ...string) (dir, printed string, err error) {
	t.Helper()
	dir = t.TempDir()
	arguments := append([]string{"price", "-svg", filepath.Join(dir, "price.svg")}, flags...)
	for i, content := range contents {
		file := filepath.Join(dir, string(rune('a'+i))+".json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, file)
	}
	var out bytes.Buffer
	err = run(arguments, &out, io.Discard)
	return dir, out.String(), err
}

func TestPrice_twoPlans(t *testing.T) {
	t.Parallel()
	dir, printed, err := price(t, nil, oldPlan, newPlan)
	if err != nil {
		t.Fatal(err)
	}
	// 1001: 1000 x 0.05 + 0.0225 = 50.0225; 40 + 45. 3000: 50 + 2000 x 0.0225.
	want := `### Starter 2028

| units | old USD | new USD | change |
|---:|---:|---:|---:|
| 0 | 0.00 | 0.00 | 0.00 |
| 750 | 37.50 | 40.00 | +2.50 |
| 1000 | 50.00 | 40.00 | -10.00 |
| 1001 | 50.0225 | 85.00 | +34.9775 |
| 1500 | 61.25 | 85.00 | +23.75 |
| 2000 | 72.50 | 85.00 | +12.50 |
| 2001 | 72.5225 | - | - |
| 2250 | 78.1250 | - | - |
| 3000 | 95.00 | - | - |

No charge (-): beyond the last band usage has no price, and the service suspends the developer

Drawn in ` + filepath.Join(dir, "price.svg") + "\n\n"
	if diff := cmp.Diff(want, printed); diff != "" {
		t.Error(diff)
	}
	texts := picture(t, filepath.Join(dir, "price.svg"))
	for _, text := range []string{"Starter 2028", "units", "charge in USD", "old", "new", "1 000", "2 000", "3 000", "old USD", "+34.9775"} {
		if !strings.Contains(texts, text+"\n") {
			t.Errorf("the picture has no %q", text)
		}
	}
}

// picture returns the texts of an SVG, one a line.
func picture(t *testing.T, file string) string {
	t.Helper()
	svg, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var texts strings.Builder
	d := xml.NewDecoder(bytes.NewReader(svg))
	inText := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return texts.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inText = token.Name.Local == "text"
		case xml.CharData:
			if inText {
				texts.Write(append(bytes.TrimSpace(token), '\n'))
			}
		case xml.EndElement:
			inText = false
		}
	}
}

func TestPrice_terraformsOwnFiles(t *testing.T) {
	t.Parallel()
	flat := func(rate string) string {
		return `"currency": "USD", "rate_plan_details": [{"rates": [{"rate": "` + rate + `"}]}]`
	}
	for name, tt := range map[string]struct {
		file string
		want []string
	}{
		"a change": {
			`{"resource_changes": [{"address": "mint_rate_plan.a", "type": "mint_rate_plan", "change": {
				"before": {"id": "p", ` + flat("0.05") + `}, "after": {"id": "p", ` + flat("0.06") + `}, "after_unknown": {}}},
				{"address": "mint_wallet.w", "type": "mint_wallet", "change": {"after": {"id": "w"}}}]}`,
			[]string{"### mint_rate_plan.a\n", "| 500 | 25.00 | 30.00 | +5.00 |"},
		},
		"a new plan, ids unknown": {
			`{"resource_changes": [{"address": "mint_rate_plan.a", "type": "mint_rate_plan", "change": {
				"before": null, "after": {` + flat("0.06") + `}, "after_unknown": {"id": true, "rate_plan_details": [{"rates": [{}]}]}}}]}`,
			[]string{"| 500 | - | 30.00 | - |"},
		},
		"a price that is not known yet": {
			`{"resource_changes": [{"address": "mint_rate_plan.a", "type": "mint_rate_plan", "change": {
				"before": null, "after": {"rate_plan_details": [{"rates": [{}]}]}, "after_unknown": {"id": true, "rate_plan_details": [{"rates": [{"rate": true}]}]}}}]}`,
			[]string{"| 500 | - | - | - |", "No charge (-): a value that the price depends on is not known yet"},
		},
		"a revision": {
			`{"resource_changes": [{"address": "mint_rate_plan.b", "type": "mint_rate_plan", "change": {
				"before": null, "after": {"parent_rate_plan_id": "p", ` + flat("0.06") + `}}}],
				"prior_state": {"values": {"root_module": {"child_modules": [{"resources": [
				{"address": "data.mint_rate_plan.p", "type": "mint_rate_plan", "values": {"id": "p", ` + flat("0.05") + `}}]}]}}}}`,
			[]string{"| 500 | 25.00 | 30.00 | +5.00 |"},
		},
		"a state": {
			`{"values": {"root_module": {"resources": [{"address": "mint_rate_plan.a", "type": "mint_rate_plan", "values": {"id": "p", "name": "Flat", ` + flat("0.05") + `}}]}}}`,
			[]string{"### Flat\n", "| 500 | - | 25.00 | - |"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, printed, err := price(t, nil, tt.file)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range tt.want {
				if !strings.Contains(printed, want) {
					t.Errorf("no %q in\n%s", want, printed)
				}
			}
		})
	}
}

func TestPrice_refuses(t *testing.T) {
	t.Parallel()
	for want, tt := range map[string]struct{ flags, contents []string }{
		"one file is needed":                   {nil, nil},
		"has no mint_rate_plan":                {nil, []string{`{"resource_changes": []}`}},
		"is no JSON of a plan":                 {nil, []string{"saved plan"}},
		"This is not a rate plan":              {nil, []string{`{"id": "x"}`, oldPlan}},
		`-units "many" is no number`:           {[]string{"-units", "many"}, []string{oldPlan, newPlan}},
		`-free-units-left "x" is no`:           {[]string{"-free-units-left", "x"}, []string{oldPlan, newPlan}},
		"flag provided but not defined":        {[]string{"-colour"}, []string{oldPlan, newPlan}},
		"rates[0].rate: \"dear\" is not a dec": {nil, []string{strings.Replace(oldPlan, "0.05", "dear", 1), newPlan}},
	} {
		if _, printed, err := price(t, tt.flags, tt.contents...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s; printed %s", err, want, printed)
		}
	}
	if err := run(nil, io.Discard, io.Discard); err == nil {
		t.Error("no command is no error")
	}
}

func TestMoney(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"3": "3.00", "0.125": "0.1250", "0.00375": "0.00375", "-0.00004": "-0.00004"} {
		if got := money(decimal.RequireFromString(text)); got != want {
			t.Errorf("%s is shown as %s, want %s", text, got, want)
		}
	}
}
