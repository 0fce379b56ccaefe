package fwtypes_test

import (
	"strings"
	"testing"
	"time"

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
	const remedy = ` is no RFC 3339 time; write date, "T", time and zone, such as "2026-01-31T22:00:00Z" or "2026-01-31T22:00:00+02:00".`
	for _, text := range []string{
		"", "2026-01-31", "2026-01-31 22:00:00", "2026-01-31T22:00:00", "2026-02-30T22:00:00Z", "2026-01-31T24:00:00Z",
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
	for _, value := range []fwtypes.RFC3339{fwtypes.NewRFC3339Null(), fwtypes.NewRFC3339Unknown(), fwtypes.NewRFC3339Value("soon")} {
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
