package rateplan

import (
	"testing"

	"github.com/agext/levenshtein"
	"github.com/google/go-cmp/cmp"
)

func TestNear(t *testing.T) {
	t.Parallel()
	names := []string{"Gold", "Gold plan 2026", "Silver", "Platinum", "gold_plan", "Bronze", "G", "Größe", "Golden", "Told", "Fold", "Bold"}
	for wanted, want := range map[string][]string{
		"gold":      {`"Gold"`, `"Told"`, `"Fold"`, `"Bold"`, `"Golden"`},
		"Gold plan": {`"gold_plan"`, `"Golden"`, `"Gold"`, `"Gold plan 2026"`},
		"Sliver":    {`"Silver"`},
		"Grösse":    {`"Größe"`},
		"Xylophone": {},
	} {
		if diff := cmp.Diff(want, near(wanted, names)); diff != "" {
			t.Errorf("%s: %s", wanted, diff)
		}
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"abc", "adc", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 2}, {"ß", "ss", 2}} {
		if got := levenshtein.Distance(tt.a, tt.b, nil); got != tt.want {
			t.Errorf("%q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
