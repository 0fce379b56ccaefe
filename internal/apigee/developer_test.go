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
	got, err := c.Developer(t.Context(), "dev@example.com")
	if err != nil {
		t.Fatal(err)
	}
	want := Developer{DeveloperRef: DeveloperRef{ID: "0b1c", Email: "dev@example.com"}, Name: "Dev", LegalName: "Dev Ltd", BillingType: "POSTPAID", Status: "ACTIVE", CategoryID: "c-gold"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if path := sent.last(t).Path; path != "/v1/mint/organizations/acme/developers/dev%40example.com" {
		t.Errorf("sent to %s", path)
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
