package fwkit

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name                string
		split               func(id, form string) (string, string, error)
		id, first, last, in string
	}{
		{name: "plain", split: SplitLast, id: "dev@example.com/USD", first: "dev@example.com", last: "USD"},
		{name: "slash in the first part", split: SplitLast, id: "a/b/usd", first: "a/b", last: "usd"},
		{name: "escaped slash", split: SplitLast, id: "a%2Fb/usd", first: "a/b", last: "usd"},
		{name: "pseudo-email of a company", split: SplitLast, id: "org###acme@APIGEE-GEN.FOR-COMPANY/eur", first: "org###acme@APIGEE-GEN.FOR-COMPANY", last: "eur"},
		{name: "plus is literal", split: SplitLast, id: "dev+test@example.com/USD", first: "dev+test@example.com", last: "USD"},
		{name: "lone percent is literal", split: SplitLast, id: "50%off/USD", first: "50%off", last: "USD"},
		{name: "slash in the reference", split: SplitFirst, id: "w-1/2026/11/topup", first: "w-1", last: "2026/11/topup"},
		{name: "escaped slash in the wallet", split: SplitFirst, id: "w%2F1/topup", first: "w/1", last: "topup"},
		{name: "no slash", split: SplitLast, id: "USD", in: "no slash"},
		{name: "empty", split: SplitLast, id: "", in: "no slash"},
		{name: "empty first", split: SplitLast, id: "/USD", in: "empty part"},
		{name: "empty last", split: SplitFirst, id: "w-1/", in: "empty part"},
		{name: "blank", split: SplitLast, id: "%20/USD", in: "empty part"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			first, last, err := test.split(test.id, "one/other")
			if test.in != "" {
				if err == nil || !strings.Contains(err.Error(), test.in) || !strings.Contains(err.Error(), "one/other") {
					t.Fatalf("error %v does not say %q and the form", err, test.in)
				}
				return
			}
			if err != nil || first != test.first || last != test.last {
				t.Fatalf("got %q, %q, %v", first, last, err)
			}
		})
	}
}

func FuzzImportID(f *testing.F) {
	f.Add("dev@example.com", "USD")
	f.Add("a/b%2F", "c/%")
	f.Add("org###acme", "ü+")
	f.Fuzz(func(t *testing.T, first, last string) {
		if strings.TrimSpace(first) == "" || strings.TrimSpace(last) == "" {
			t.Skip("no service gives out empty ids")
		}
		for _, form := range []struct {
			id    string
			split func(id, form string) (string, string, error)
		}{{JoinLast(first, last), SplitLast}, {JoinFirst(first, last), SplitFirst}} {
			gotFirst, gotLast, err := form.split(form.id, "a/b")
			if err != nil || gotFirst != first || gotLast != last {
				t.Fatalf("%q, %q joined to %q came back as %q, %q, %v", first, last, form.id, gotFirst, gotLast, err)
			}
		}
	})
}

// Whatever people type is refused, or is two parts whose id means the same two parts.
func FuzzImportID_anyText(f *testing.F) {
	for _, id := range []string{"dev@example.com/USD", "a%2Fb/c", "50%off/USD", "%25%2f/%", "w-1/2026/11/x", "/", "//", "%20/USD", "%00/a", "a"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		for _, form := range []struct {
			split func(id, form string) (string, string, error)
			join  func(first, last string) string
		}{{SplitLast, JoinLast}, {SplitFirst, JoinFirst}} {
			first, last, err := form.split(id, "a/b")
			if err != nil {
				if first+last != "" || !strings.Contains(err.Error(), "a/b") {
					t.Errorf("%q: %q, %q, %v", id, first, last, err)
				}
				continue
			}
			if strings.TrimSpace(first) == "" || strings.TrimSpace(last) == "" {
				t.Errorf("%q has an empty part: %q, %q", id, first, last)
			}
			again, and, err := form.split(form.join(first, last), "a/b")
			if err != nil || again != first || and != last {
				t.Errorf("%q is %q, %q and then %q, %q, %v", id, first, last, again, and, err)
			}
		}
		if plain := PlainID(strings.ReplaceAll(id, "%", "%25")); plain != id {
			t.Errorf("%q became %q", id, plain)
		}
	})
}
