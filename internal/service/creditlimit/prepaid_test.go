package creditlimit_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// The limit of a developer who has become prepaid is warned of when it is to change.
func TestCreditLimit_ofAPrepaidDeveloper(t *testing.T) {
	t.Parallel()
	const email = "changed@example.com"
	e := acctest.New(t)
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: email, BillingType: "POSTPAID"})
	limit := func(amount string) acctest.Attrs {
		return acctest.Attrs{"developer_id": email, "currency": "USD", "amount": amount}
	}
	tf := e.Terraform(typeName)
	if out := tf.Apply(limit("10")); out.Failed() {
		t.Fatal(out.Errors)
	}
	if out := tf.Plan(limit("20")); out.Failed() || len(out.Warnings) > 0 {
		t.Errorf("postpaid: %v, %v", out.Errors, out.Warnings)
	}
	e.Apigee.SetAttributeInConsole(acctest.Organization, email, "MINT_BILLING_TYPE", "PREPAID")
	e.Apigee.SyncDevelopers(acctest.Organization)
	out := tf.Plan(limit("20"))
	contains(t, out.Warnings, "is for a prepaid developer")
}
