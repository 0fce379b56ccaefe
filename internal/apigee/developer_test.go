package apigee

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDeveloper(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, `{"address":[{"city":"Rome"}],"approxTaxRate":19.6000,"billingType":"POSTPAID","broker":false,
		"developerCategory":{"id":"c-gold","name":"Gold"},"email":"dev@example.com","id":"0b1c","isCompany":"false","legalName":"Dev Ltd",
		"name":"Dev","organization":{"id":"acme"},"parent":{"id":"supplier","isCompany":true},"status":"ACTIVE","type":"TRUSTED"}`))
	got, err := c.Developers.Kind.Get(t.Context(), "dev@example.com")
	if err != nil {
		t.Fatal(err)
	}
	want := Developer{
		ID: "0b1c", Email: "dev@example.com", Name: "Dev", LegalName: "Dev Ltd", BillingType: "POSTPAID", Status: "ACTIVE", Type: "TRUSTED",
		Category: DeveloperCategory{ID: "c-gold", Name: "Gold"}, Parent: "supplier", ApproxTaxRate: amount("19.6"), Address: []Address{{City: "Rome"}},
	}
	if diff := cmp.Diff(want, got, equalDecimals); diff != "" {
		t.Error(diff)
	}
	if path := sent.last(t).Path; path != "/v1/mint/organizations/acme/developers/dev%40example.com" {
		t.Errorf("sent to %s", path)
	}
}

// What is nobody must not pass for a developer without an email: the look-up before a POST would
// miss what was posted for the one who is meant.
func TestDeveloper_anAnswerWithoutOneIsAnError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `null`, `{"status":"ok"}`} {
		c, sent := serve(t, says(200, body))
		if got, err := c.Developers.Kind.Get(t.Context(), "0b1c"); err == nil || IsNotFound(err) {
			t.Errorf("%s: got %+v, %v", body, got, err)
		}
		_, err := c.BillingAdjustments.Create(t.Context(), BillingAdjustment{Name: "n", Month: 5, Year: 2025, Developer: DeveloperRef{ID: "0b1c"}})
		if err == nil || sent.last(t).Method != "GET" {
			t.Errorf("%s: posted, %v", body, err)
		}
	}
}

func TestDeveloperRef_Is(t *testing.T) {
	t.Parallel()
	both := DeveloperRef{ID: "0b1c", Email: "Dev@Example.com"}
	for name, want := range map[string]bool{"0b1c": true, "0B1C": true, "dev@example.com": true, "dev@example.org": false, "": false} {
		if got := both.Is(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
	if (DeveloperRef{}).Is("") {
		t.Error("nobody is nobody")
	}
}
