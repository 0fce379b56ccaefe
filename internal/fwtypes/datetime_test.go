package fwtypes_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

func spelledDateTime(text string) fwtypes.DateTime {
	return of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringValue(text))
}

func TestDateTime_wireAndSpelling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, wire, spelled string }{
		{"2013-01-11 22:00:00", "2013-01-11 22:00:00", "2013-01-11 22:00:00"},
		{"2013-01-11 00:00:00", "2013-01-11 00:00:00", "2013-01-11"},
		{"2013-01-11", "2013-01-11 00:00:00", "2013-01-11"},
		{"2024-02-29", "2024-02-29 00:00:00", "2024-02-29"},
		{"2026-12-31 23:59:59", "2026-12-31 23:59:59", "2026-12-31 23:59:59"},
		{"2026-02-30", "2026-02-30", "2026-02-30"},
		{"2026-02-30 00:00:00", "2026-02-30 00:00:00", "2026-02-30 00:00:00"},
		{"2027-01-01T00:00:00Z", "2027-01-01 00:00:00", "2027-01-01T00:00:00Z"},
		{"2027-01-01T00:00:00.000+00:00", "2027-01-01 00:00:00", "2027-01-01T00:00:00.000+00:00"},
		{"soon", "soon", "soon"},
		{"", "", ""},
	} {
		if got := spelledDateTime(c.text).Wire(); got != c.wire {
			t.Errorf("%q: wire %q, want %q", c.text, got, c.wire)
		}
		value := fwtypes.NewDateTimeValue(c.text)
		if got := value.ValueString(); got != c.spelled {
			t.Errorf("%q: spelled %q, want %q", c.text, got, c.spelled)
		}
		if got := value.Wire(); got != c.wire {
			t.Errorf("%q: wire of the new value %q, want %q", c.text, got, c.wire)
		}
	}
	for _, nothing := range []fwtypes.DateTime{fwtypes.NewDateTimeNull(), of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringUnknown())} {
		if got := nothing.Wire(); got != "" {
			t.Errorf("%s has the wire form %q", nothing, got)
		}
	}
}

func TestDateTime_refusesWithRemedy(t *testing.T) {
	t.Parallel()
	const form = ` is not a date of the calendar in the form YYYY-MM-DD or YYYY-MM-DD HH:mm:ss; write it like "2026-01-31" (which is midnight) or "2026-01-31 22:00:00".`
	for _, text := range []string{
		"today", "2026", "2026-01", "2026-1-1", "26-01-31", "2026/01/31", "31-01-2026", "20260131",
		"2026-02-29", "2026-02-30", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "1900-02-29",
		"2026-01-31 24:00:00", "2026-01-31 22:60:00", "2026-01-31 22:00:60", "2026-01-31 22:00", "2026-01-31 2:00:00",
		"2026-01-31 2:00:00.", "2026-01-31 1:00:0.5", "2026-01-31 22:00:00.5", "2026-01-31 22:00:00,5", "2026-01-31 22:00:00 ", " 2026-01-31", "2026-01-31  22:00:0",
		"2026-01-31T22:00:00", "2026-01-31 22:00:00Z", "2026-01-31t22:00:00z", "+2026-01-31", "٢٠٢٦-٠١-٣١",
	} {
		if detail := refusal(t, spelledDateTime(text)); detail != quoted(text)+form {
			t.Errorf("%q: got %q", text, detail)
		}
	}
	for text, local := range map[string]string{
		"2026-01-31T22:00:00Z":          "2026-01-31 22:00:00",
		"2026-01-31T22:00:00+02:00":     "2026-01-31 22:00:00",
		"2027-01-01T00:00:00+02:00":     "2027-01-01 00:00:00",
		"2027-01-01T00:00:00.001Z":      "2027-01-01 00:00:00",
		"2026-01-31T22:00:00.123-09:30": "2026-01-31 22:00:00",
		"2026-01-31T1:00:00Z":           "2026-01-31 01:00:00",
	} {
		want := quoted(text) + ` has a "T" and a zone, but the service keeps local times without a zone; write the service's local time, such as ` + quoted(local) + `.`
		if detail := refusal(t, spelledDateTime(text)); detail != want {
			t.Errorf("%s: got %q, want %q", text, detail, want)
		}
	}
	if detail := refusal(t, spelledDateTime(strings.Repeat("2026-01-31 ", 1<<17))); detail == "" || len(detail) > 1000 {
		t.Errorf("a long text: the message has %d bytes", len(detail))
	}
}

func TestDateTime_order(t *testing.T) {
	t.Parallel()
	ascending := []fwtypes.DateTime{
		spelledDateTime("2025-12-31 23:59:59"),
		spelledDateTime("2026-01-01"),
		spelledDateTime("2026-01-01 00:00:01"),
		spelledDateTime("2026-01-01 23:00:00"),
		spelledDateTime("2026-01-02 00:00:00"),
		spelledDateTime("2026-10-01"),
	}
	for i, a := range ascending {
		for j, b := range ascending {
			if got, want := a.Before(b), i < j; got != want {
				t.Errorf("%s before %s: %t", a, b, got)
			}
			if got, want := a.After(b), i > j; got != want {
				t.Errorf("%s after %s: %t", a, b, got)
			}
			if got := a.Compare(b); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%s compared to %s: %d", a, b, got)
			}
		}
	}
	if got := spelledDateTime("2026-01-01").Compare(spelledDateTime("2026-01-01 00:00:00")); got != 0 {
		t.Errorf("a day and its midnight compare as %d", got)
	}
	for _, nothing := range []fwtypes.DateTime{fwtypes.NewDateTimeNull(), of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringUnknown())} {
		for _, b := range append(ascending, nothing) {
			if nothing.Before(b) || nothing.After(b) || b.Before(nothing) || b.After(nothing) {
				t.Errorf("%s and %s are ordered", nothing, b)
			}
		}
	}
}

// FuzzDateTime holds the type against package time: what is accepted is a real day and time, and
// its text orders as the times do.
func FuzzDateTime(f *testing.F) {
	f.Add("2013-01-11 22:00:00", "2013-01-11")
	f.Add("2024-02-29", "2023-02-29")
	f.Add("2026-01-31 2:00:00.", "2026-01-31T22:00:00Z")
	f.Add("0000-01-01", "9999-12-31 23:59:59")
	f.Add("2027-01-01T00:00:00Z", "2027-01-01")
	f.Fuzz(func(t *testing.T, first, second string) {
		a, b := spelledDateTime(first), spelledDateTime(second)
		if same(t, a, b) != same(t, b, a) || !same(t, a, a) {
			t.Fatalf("%q and %q: no equivalence", first, second)
		}
		if refusal(t, a) != "" || refusal(t, b) != "" {
			return
		}
		x, err := time.Parse(time.DateTime, a.Wire())
		if err != nil || x.Format(time.DateTime) != a.Wire() || !strings.HasPrefix(a.Wire(), first) && !strings.HasPrefix(first, a.Wire()[:10]+"T00:00:00") {
			t.Fatalf("%q has the wire form %q (%v)", first, a.Wire(), err)
		}
		y, err := time.Parse(time.DateTime, b.Wire())
		if err != nil {
			t.Fatal(err)
		}
		if got, want := a.Compare(b), x.Compare(y); got != want {
			t.Fatalf("%q compared to %q: %d, want %d", first, second, got, want)
		}
		if got, want := same(t, a, b), x.Equal(y); got != want {
			t.Fatalf("%q same as %q: %t", first, second, got)
		}
		again := fwtypes.NewDateTimeValue(a.Wire())
		if !same(t, a, again) || again.Wire() != a.Wire() || refusal(t, again) != "" {
			t.Fatalf("%q came back as %s", first, again)
		}
	})
}

func BenchmarkDateTime_semanticEquality(b *testing.B) {
	value, other := spelledDateTime("2026-01-31"), spelledDateTime("2026-01-31 00:00:00")
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := value.StringSemanticEquals(b.Context(), other); diags.HasError() {
			b.Fatal(diags)
		}
	}
}
