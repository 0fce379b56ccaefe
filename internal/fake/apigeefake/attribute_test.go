package apigeefake_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const attributes = "/developers/buyer%40example.com/attributes"

func (b *bench) managed(status int, method, path, body string) answer {
	b.t.Helper()
	a := b.manage(method, path, body)
	if a.status != status {
		b.t.Fatalf("%s %s %s: %d, want %d: %s", method, path, body, a.status, status, a.body)
	}
	return a
}

func attribute(t *testing.T, name, value string) string {
	t.Helper()
	return text(t, map[string]string{"name": name, "value": value})
}

func TestAttribute_oneByOne(t *testing.T) {
	t.Parallel()
	s := newShop(t, apigeefake.Switches{})
	s.svc.SetAttributeInConsole(org, buyer, "COLOUR", "blue")
	const address = `{"address1":"1 Main St","city":"X","country":"US","isPrimary":"true","state":"IL","zip":"1"}`
	a := s.managed(200, "POST", attributes+"/MINT_DEVELOPER_ADDRESS", attribute(t, "MINT_DEVELOPER_ADDRESS", address))
	if diff := cmp.Diff(map[string]any{"name": "MINT_DEVELOPER_ADDRESS", "value": address}, a.object); diff != "" {
		t.Error(diff)
	}
	for name, value := range map[string]string{
		"MINT_BILLING_TYPE": "PREPAID", "MINT_DEVELOPER_LEGAL_NAME": "B Ltd", "MINT_DEVELOPER_TYPE": "TRUSTED", "MINT_REGISTRATION_ID": "R",
		"MINT_TAX_EXEMPT_AUTH_NO": "T", "MINT_DEVELOPER_PHONE": "5", "MINT_APPROX_TAX_RATE": "7.5",
	} {
		s.managed(200, "POST", attributes+"/"+name, attribute(t, name, value))
		if got := s.managed(200, "GET", attributes+"/"+name, ""); got.object["value"] != value {
			t.Errorf("%s: %s", name, got.body)
		}
	}
	if list := s.managed(200, "GET", attributes, ""); size(t, list.object, "attribute") != 9 || at(t, list.object, "attribute", 0, "value") != "blue" {
		t.Errorf("%s", list.body)
	}
	d := s.want(200, "GET", "/developers/buyer%40example.com", "")
	for key, want := range map[string]any{
		"billingType": "PREPAID", "legalName": "B Ltd", "type": "TRUSTED", "registrationId": "R", "taxExemptAuthNo": "T", "phone": "5",
	} {
		if d.object[key] != want {
			t.Errorf("%s: %v", key, d.object[key])
		}
	}
	if at(t, d.object, "address", 0, "city") != "X" || at(t, d.object, "address", 0, "isPrimary") != true || number(t, d.object, "approxTaxRate") != "7.5000" {
		t.Errorf("%s", d.body)
	}

	if got := s.managed(200, "DELETE", attributes+"/MINT_DEVELOPER_PHONE", ""); got.object["value"] != "5" {
		t.Errorf("%s", got.body)
	}
	for _, method := range []string{"GET", "DELETE"} {
		if a := s.managed(404, method, attributes+"/MINT_DEVELOPER_PHONE", ""); a.object["code"] != "developer.service.AttributeDoesNotExist" {
			t.Errorf("%s", a.body)
		}
	}
	if d, _ := s.svc.Developer(org, buyer); d.Phone != "" || d.LegalName != "B Ltd" {
		t.Errorf("holds %+v", d)
	}
	if got := s.srv.Count("POST", "/attributes$"); got != 0 {
		t.Errorf("the call that replaces the list was made %d times", got)
	}
}

func TestAttribute_replacingTheList(t *testing.T) {
	t.Parallel()
	s := stocked(t, apigeefake.Switches{})
	s.svc.SetAttributeInConsole(org, buyer, "COLOUR", "blue")
	s.managed(400, "POST", attributes, `{}`)
	s.managed(400, "POST", attributes, `{"attribute":[{"name":"x"}]}`)
	s.managed(200, "POST", attributes, `{"attribute":[{"name":"MINT_BILLING_TYPE","value":"POSTPAID"}]}`)
	if diff := cmp.Diff([]apigeefake.Attribute{{Name: "MINT_BILLING_TYPE", Value: "POSTPAID"}}, s.svc.Attributes(org, buyer)); diff != "" {
		t.Errorf("what was not sent is not gone: %s", diff)
	}
	if d, _ := s.svc.Developer(org, buyer); d.LegalName != "" || len(d.Address) != 0 {
		t.Errorf("holds %+v", d)
	}
}

func TestAttribute_refusals(t *testing.T) {
	t.Parallel()
	s := newShop(t, apigeefake.Switches{})
	s.svc.EditOrganizationInConsole(org, func(o *apigeefake.Organization) { o.SupportedBillingType = "POSTPAID" })
	for name, body := range map[string]string{
		"MINT_BILLING_TYPE":       attribute(t, "MINT_BILLING_TYPE", "PREPAID"),
		"MINT_DEVELOPER_CATEGORY": attribute(t, "MINT_DEVELOPER_CATEGORY", "none"),
		"X":                       attribute(t, "Y", "z"),
		"Y":                       `{"name":"Y"}`,
		"Z":                       `{"name":"Z","value":1}`,
	} {
		if a := s.managed(400, "POST", attributes+"/"+name, body); a.object["code"] != "developer.service.InvalidAttribute" {
			t.Errorf("%s: %s", name, a.body)
		}
	}
	if a := s.managed(404, "GET", "/developers/nobody/attributes", ""); a.object["code"] != "developer.service.DeveloperDoesNotExist" {
		t.Errorf("%s", a.body)
	}
	if a := s.sendTo("GET", s.svc.ManagementEndpoint()+"/organizations/"+org+attributes, "", "Bearer guess"); a.status != 401 {
		t.Errorf("%d %s", a.status, a.body)
	}
	s.svc.Switch(func(w *apigeefake.Switches) { w.AttributesUnchecked = true })
	s.managed(200, "POST", attributes+"/MINT_BILLING_TYPE", attribute(t, "MINT_BILLING_TYPE", "SOMETIMES"))
	if d, _ := s.svc.Developer(org, buyer); d.BillingType != "POSTPAID" {
		t.Errorf("monetization takes %s", d.BillingType)
	}
	s.managed(200, "DELETE", attributes+"/MINT_BILLING_TYPE", "")
	if d, _ := s.svc.Developer(org, buyer); d.BillingType != "POSTPAID" {
		t.Errorf("the default is %s", d.BillingType)
	}
}

func TestAttribute_seenAfterASync(t *testing.T) {
	t.Parallel()
	s := newShop(t, apigeefake.Switches{SyncLater: true})
	s.managed(200, "POST", attributes+"/MINT_DEVELOPER_LEGAL_NAME", attribute(t, "MINT_DEVELOPER_LEGAL_NAME", "B Ltd"))
	if a := s.want(200, "GET", "/developers/buyer%40example.com", ""); a.object["legalName"] != nil {
		t.Errorf("%s", a.body)
	}
	s.managed(200, "GET", attributes+"/MINT_DEVELOPER_LEGAL_NAME", "")
	s.want(200, "GET", "/sync-developers", "")
	if a := s.want(200, "GET", "/developers/buyer%40example.com", ""); a.object["legalName"] != "B Ltd" {
		t.Errorf("%s", a.body)
	}
	s.svc.DeleteAttributeInConsole(org, buyer, "MINT_DEVELOPER_LEGAL_NAME")
	s.svc.SyncDevelopers(org)
	if d, _ := s.svc.Developer(org, buyer); d.LegalName != "" {
		t.Errorf("holds %+v", d)
	}
}

func TestAttribute_staleReads(t *testing.T) {
	t.Parallel()
	s := newShop(t, apigeefake.Switches{})
	s.srv.Inject(fake.Stale(1), fake.On("GET", "/attributes"), fake.Always())
	s.managed(200, "POST", attributes+"/A", attribute(t, "A", "1"))
	s.managed(404, "GET", attributes+"/A", "")
}

func TestManagement_developers(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	if a := b.managed(200, "GET", "/developers", ""); a.body != "[\"dev@example.com\",\"prepaid@example.com\"]\n" {
		t.Errorf("%s", a.body)
	}
	a := b.managed(200, "GET", "/developers/dev%40example.com", "")
	if a.object["email"] != dev || a.object["status"] != "active" || a.object["organizationName"] != org || size(t, a.object, "attributes") != 3 {
		t.Errorf("%s", a.body)
	}
}
