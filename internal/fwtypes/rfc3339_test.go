package fwtypes_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func TestRFC3339_sameInstantInAnyOffset(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z", true},
		{"2026-01-31T10:00:00-00:00", "2026-01-31T10:00:00Z", true},
		{"2026-01-31T10:00:00.000Z", "2026-01-31T10:00:00Z", true},
		{"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z", true},
		{"2026-01-31T10:00:00.5Z", "2026-01-31T10:00:00Z", false},
		{"2026-01-31T12:00:00+02:00", "2026-01-31T12:00:00Z", false},
	} {
		if got := same(t, fwtypes.NewRFC3339Value(c.a), fwtypes.NewRFC3339Value(c.b)); got != c.want {
			t.Errorf("%s same as %s: %t", c.a, c.b, got)
		}
	}
}

func TestRFC3339_validation(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-01-31T22:00:00Z", "2026-01-31T22:00:00.123456789+05:45", "2024-02-29T00:00:00-11:00"} {
		if detail := refusal(t, fwtypes.NewRFC3339Value(text)); detail != "" {
			t.Errorf("%s: %s", text, detail)
		}
	}
	const remedy = ` is not an RFC 3339 time; write date, "T", time and zone, such as "2026-01-31T22:00:00Z" or "2026-01-31T22:00:00+02:00".`
	for _, text := range []string{
		"2026-01-31", "2026-01-31 22:00:00", "2026-01-31T22:00:00", "2026-02-30T22:00:00Z", "2026-01-31T24:00:00Z",
		"2026-01-31T2:00:00Z", "2026-01-31T2:00:00+02:00", "2026-01-31T2:00:00.5Z", "2026-01-31T22:00:00,5Z", "2026-01-31T22:00:00+25:00", "2026-01-31T22:00:00Z ",
	} {
		if detail := refusal(t, fwtypes.NewRFC3339Value(text)); detail != quoted(text)+remedy {
			t.Errorf("%q: got %q", text, detail)
		}
	}
	if detail := refusal(t, fwtypes.NewRFC3339Value(strings.Repeat("2026-01-31T22:00:00Z", 1<<16))); detail == "" || len(detail) > 1000 {
		t.Errorf("a long text: the message has %d bytes", len(detail))
	}
}

func TestRFC3339_accessors(t *testing.T) {
	t.Parallel()
	text := "2026-01-31T12:00:00+02:00"
	if got, want := fwtypes.NewRFC3339Value(text).Time(), time.Date(2026, 1, 31, 10, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, value := range []fwtypes.RFC3339{fwtypes.NewRFC3339Null(), of[fwtypes.RFC3339](fwtypes.RFC3339Type{}, types.StringUnknown()), fwtypes.NewRFC3339Value("soon")} {
		if got := value.Time(); !got.IsZero() {
			t.Errorf("%s: got %s", value, got)
		}
	}
	if got := fwtypes.NewRFC3339Pointer(&text); got.ValueString() != text {
		t.Errorf("by pointer: %s", got)
	}
	if got := fwtypes.NewRFC3339Pointer(nil); !got.IsNull() {
		t.Errorf("nil became %s", got)
	}
}

// FuzzRFC3339 holds the type against package time: what is accepted is that instant, in any offset
// it may be written in.
func FuzzRFC3339(f *testing.F) {
	f.Add("2025-01-01T00:00:00Z", "2025-01-01T02:00:00+02:00")
	f.Add("2026-08-12T12:43:31Z", "2026-08-12T12:43:31.000000001Z")
	f.Add("0000-01-01T00:00:00-23:59", "9999-12-31T23:59:59+23:59")
	f.Add("2026-01-31T2:00:00Z", "2026-01-31T22:00:00,5Z")
	f.Add("2026-01-31t22:00:00z", "2016-12-31T23:59:60Z")
	f.Fuzz(func(t *testing.T, first, second string) {
		a, b := fwtypes.NewRFC3339Value(first), fwtypes.NewRFC3339Value(second)
		if same(t, a, b) != same(t, b, a) || !same(t, a, a) {
			t.Fatalf("%q and %q: no equivalence", first, second)
		}
		if refusal(t, a) != "" || refusal(t, b) != "" {
			if same(t, a, b) && first != second {
				t.Fatalf("%q and %q are the same, and one is no time", first, second)
			}
			return
		}
		x, err := time.Parse(time.RFC3339Nano, first)
		if err != nil || !a.Time().Equal(x) {
			t.Fatalf("%q was read as %s (%v)", first, a.Time(), err)
		}
		if got, want := same(t, a, b), x.Equal(b.Time()); got != want {
			t.Fatalf("%q same as %q: %t", first, second, got)
		}
		for _, spelling := range []string{x.Format(time.RFC3339Nano), x.UTC().Format(time.RFC3339Nano)} {
			// An offset may lead out of the four digits of a year.
			if again := fwtypes.NewRFC3339Value(spelling); refusal(t, again) == "" && !same(t, a, again) {
				t.Fatalf("%q and %q are not the same", first, spelling)
			}
		}
	})
}
