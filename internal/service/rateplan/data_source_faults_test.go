package rateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Whatever fails, the data source says so; it does not take an error for "none".
func TestDataSources_faults(t *testing.T) {
	t.Parallel()
	e := shelf(t)
	accepted := e.Apigee.AcceptRatePlan(acctest.Organization, apigeefake.Acceptance{Developer: acctest.Postpaid, Plan: pkg + "_public"})
	for typeName, config := range map[string]acctest.Attrs{
		typeName:      {"monetization_package_id": pkg, "name": "Public"},
		listType:      {"monetization_package_id": pkg},
		developerType: {"developer_id": acctest.Postpaid},
		acceptedType:  {"developer_id": acctest.Postpaid, "id": accepted},
		acceptedList:  {"developer_id": acctest.Postpaid},
		productType:   {"developer_id": acctest.Postpaid, "product_id": "messaging"},
	} {
		for name, fault := range map[string]fake.Fault{"503": fake.Status(503, ""), "HTML 502": fake.HTML(502), "dropped": fake.DropBefore(), "403": fake.Status(403, "")} {
			e.Server.Inject(fault, fake.On("GET", ""), fake.Always())
			if _, out := e.Terraform(typeName).DataSource(config); !out.Failed() {
				t.Errorf("%s with %s: no error", typeName, name)
			}
			e.Server.ClearFaults()
		}
		e.Server.Inject(fake.Status(503, ""), fake.On("GET", ""), fake.Times(2))
		look(t, e, typeName, config)
	}
	e.Block["apigee"] = with(e.Block["apigee"].(acctest.Attrs), "organization", acctest.Unknown) //nolint:forcetypeassert // the block of Env is an object
	for _, typeName := range []string{typeName, listType, developerType, acceptedType, acceptedList, productType} {
		config := acctest.Attrs{"developer_id": "d", "id": "i"}
		switch typeName {
		case "mint_rate_plan":
			config = acctest.Attrs{"monetization_package_id": "p", "id": "i"}
		case listType:
			config = acctest.Attrs{}
		case productType:
			config = acctest.Attrs{"developer_id": "d", "product_id": "p"}
		case developerType, acceptedList:
			config = acctest.Attrs{"developer_id": "d"}
		}
		_, out := e.Terraform(typeName).DataSource(config)
		contains(t, out.Errors, "apigee.organization")
	}
}
