package adjustment_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Two adjustments of one name, month and scope are refused at the second, whether it is made or
// renamed; another month or developer is another one.
func TestAdjustment_renamedToATakenName(t *testing.T) {
	t.Parallel()
	const email = "other@example.com"
	for name, test := range map[string]struct {
		byUUID   bool          // the developer of the one to be renamed
		other    acctest.Attrs // of the one that has the name
		together bool
		taken    bool
	}{
		"made in the same run":            {other: acctest.Attrs{}, together: true, taken: true},
		"made before":                     {other: acctest.Attrs{}, taken: true},
		"of one developer, by both names": {byUUID: true, other: acctest.Attrs{"developer_id": email}, taken: true},
		"of another month":                {other: acctest.Attrs{"billing_month": 5}},
		"of another developer":            {byUUID: true, other: acctest.Attrs{"developer_id": acctest.Postpaid}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			uuid := e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: email, BillingType: "POSTPAID"})
			named := func(name string) acctest.Attrs {
				config := discount(acctest.Attrs{"name": name})
				if test.byUUID {
					config["developer_id"] = uuid
				}
				return config
			}
			a, b := e.Terraform(typeName), e.Terraform(typeName)
			succeed(t, a.Apply(named("A")), acctest.Create)
			if test.together {
				a.Hold(b)
			}
			test.other["name"] = "B"
			succeed(t, b.Apply(discount(test.other)), acctest.Create)
			out := a.Apply(named("B"))
			if !test.taken {
				succeed(t, out, acctest.Update)
				return
			}
			contains(t, out.Errors, "Cannot rename the", `to "B"`, "Nothing was sent")
			for _, tf := range []*acctest.Terraform{a, b} {
				id, _ := tf.State.Attrs()["id"].(string)
				contains(t, out.Errors, id)
			}
			if e.Server.Count("PUT", "") != 0 || a.Tainted {
				t.Errorf("%d updates, tainted %t", e.Server.Count("PUT", ""), a.Tainted)
			}
			succeed(t, a.Apply(named("C")), acctest.Update)
		})
	}
}
