package fake_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func TestSpelling(t *testing.T) {
	t.Parallel()
	const composed, decomposed = " Caf\u00e9 Zo\u00eb ", " Cafe\u0301 Zoe\u0308 "
	for spelling, want := range map[fake.Spelling]string{
		fake.Verbatim: composed, fake.Trimmed: "Caf\u00e9 Zo\u00eb", fake.Decomposed: decomposed, fake.Composed: composed,
	} {
		got := spelling.Spell(composed)
		if got != want || spelling.Spell(got) != want {
			t.Errorf("%d: %+q, want %+q", spelling, got, want)
		}
	}
	if got := fake.Composed.Spell(decomposed); got != composed {
		t.Errorf("composed: %+q", got)
	}
}
