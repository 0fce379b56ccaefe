package organization_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestOrganization(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
			e.Apigee.EditOrganizationInConsole(acctest.Organization, func(o *apigeefake.Organization) {
				o.TimeZone, o.More = "Europe/Rome", map[string]any{
					"taxNexus": "IT", "transactionRelayURL": "https://example.com/relay", "hasSelfBilling": "true",
					"address": []any{map[string]any{"id": "a-1", "address1": "1 Main Street", "city": "Rome", "isPrimary": true}},
				}
			})
			got, out := e.Terraform("mint_organization").DataSource(acctest.Attrs{})
			if out.Failed() {
				t.Fatal(out.Errors)
			}
			for name, want := range map[string]any{
				"id": acctest.Organization, "currency": "USD", "timezone": "Europe/Rome", "status": "ACTIVE", "supported_billing_type": "BOTH", "billing_cycle": "CALENDAR_MONTH",
				"tax_model": "HYBRID", "tax_nexus": "IT", "transaction_relay_url": "https://example.com/relay", "has_billing_adjustment": true, "has_self_billing": true, "has_broker": false,
			} {
				if got[name] != want {
					t.Errorf("%s is %v, want %v", name, got[name], want)
				}
			}
			address, _ := got["address"].([]any)
			if first, _ := address[0].(acctest.Attrs); len(address) != 1 || first["city"] != "Rome" || first["is_primary"] != true {
				t.Errorf("address is %v", address)
			}
		})
	}
}

func TestOrganization_cannotBeRead(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Server.Inject(fake.Status(403, ""), fake.Always())
	_, out := e.Terraform("mint_organization").DataSource(acctest.Attrs{})
	out.Says(t, "Cannot read the profile of organization myorg")
}
