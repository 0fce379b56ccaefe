package apigee

import (
	"encoding/json"
	"testing"
	"time"
)

func TestMonthFormat_encode(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		month        time.Month
		number, name string
	}{
		{time.January, "0", "JANUARY"},
		{time.February, "1", "FEBRUARY"},
		{time.June, "5", "JUNE"},
		{time.October, "9", "OCTOBER"},
		{time.November, "10", "NOVEMBER"},
		{time.December, "11", "DECEMBER"},
	} {
		for format, want := range map[MonthFormat]string{MonthNumber: tt.number, MonthName: tt.name} {
			if got, err := format.encode(tt.month); got != want || err != nil {
				t.Errorf("%s of %s: got %q, %v", format, tt.month, got, err)
			}
		}
	}
	for _, month := range []time.Month{-1, 0, 13} {
		if got, err := MonthNumber.encode(month); err == nil {
			t.Errorf("%d was encoded as %q", month, got)
		}
	}
}

func TestMonth_bothFormsReadBackAlike(t *testing.T) {
	t.Parallel()
	for month := time.January; month <= time.December; month++ {
		for _, format := range []MonthFormat{MonthNumber, MonthName} {
			text, err := format.encode(month)
			if err != nil {
				t.Fatal(err)
			}
			for _, wire := range []string{`"` + text + `"`, text} {
				if format == MonthName && wire == text {
					continue
				}
				var got monthText
				if err := json.Unmarshal([]byte(wire), &got); err != nil || parseMonth(string(got)) != month {
					t.Errorf("%s: got %v, %v", wire, parseMonth(string(got)), err)
				}
			}
		}
	}
}

func TestParseMonth(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Month{
		"DECEMBER": time.December, "December": time.December, "june": time.June,
		"0": time.January, "05": time.June, "11": time.December, "11.0": time.December,
		"12": 0, "-1": 0, "": 0, "DEC": 0, "5.5": 0, "Smarch": 0, "null": 0, "18446744073709551616": 0,
	} {
		if got := parseMonth(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// A month that cannot be read must not make the adjustment unreadable: its id is needed to undo it.
func TestMonthText_keepsWhatIsNoMonth(t *testing.T) {
	t.Parallel()
	for wire, want := range map[string]string{`null`: "", `"13TH"`: "13TH", `12`: "12", `true`: "true", `{"month":5}`: `{"month":5}`} {
		var got monthText
		if err := got.UnmarshalJSON([]byte(wire)); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v", wire, got, err)
		}
	}
}
