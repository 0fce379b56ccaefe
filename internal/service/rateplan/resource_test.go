package rateplan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestRatePlan_lifeCycle(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf := e.Terraform(typeName)
	id := pkg + "_gold"

	succeed(t, tf.Apply(banded("0.05", "0.025")), acctest.Create)
	if got := tf.Identity(); got["organization"] != acctest.Organization || got["monetization_package_id"] != pkg || got["id"] != id {
		t.Fatalf("identity is %v", got)
	}
	if got := tf.State.Attrs(); got["id"] != id || got["organization"] != acctest.Organization || got["end_date"] != nil || got["set_up_fee"] != "0" || got["recurring_fee"] != nil {
		t.Fatalf("state is %v", got)
	}
	succeed(t, tf.Plan(banded("0.05", "0.025")), acctest.NoOp)

	// An edit of one rate keeps every id.
	before := truth(t, e, id)
	succeed(t, tf.Apply(with(banded("0.05", "0.02"), "set_up_fee", "10.50", "recurring_fee", 5)), acctest.Update)
	after := truth(t, e, id)
	if after.Details[0].Rates[1].Rate.Decimal.String() != "0.02" || after.SetUpFee.Decimal.String() != "10.5" || after.RecurringFee.Decimal.String() != "5" {
		t.Fatalf("the service holds %+v", after)
	}
	if diff := cmp.Diff(ids(before), ids(after)); diff != "" {
		t.Errorf("ids changed: %s", diff)
	}
	succeed(t, tf.Apply(banded("0.05", "0.02")), acctest.Update)
	if after := truth(t, e, id); after.RecurringFee.Valid || !after.SetUpFee.Decimal.IsZero() {
		t.Fatalf("fees that were taken out are still there: %+v", after)
	}

	public := with(banded("0.05", "0.02"), "published", true)
	succeed(t, tf.Apply(public), acctest.Update)
	succeed(t, tf.Plan(public), acctest.NoOp)

	bounded := with(public, "end_date", "2025-12-31")
	succeed(t, tf.Apply(bounded), acctest.Update)
	if got := truth(t, e, id).EndDate; got != "2025-12-31 00:00:00" {
		t.Fatalf("the plan ends at %s", got)
	}
	succeed(t, tf.Plan(bounded), acctest.NoOp)
	succeed(t, tf.Plan(public), acctest.NoOp)

	out := succeed(t, tf.Destroy(), acctest.Delete)
	contains(t, out.Warnings, "stays as it is and ends at 2025-12-31")
	if got := truth(t, e, id); got.EndDate != "2025-12-31 00:00:00" || tf.State != nil {
		t.Fatalf("the service holds %+v, state %v", got, tf.State)
	}
}

func ids(p apigeefake.RatePlan) []string {
	all := []string{p.ID}
	for _, d := range p.Details {
		all = append(all, d.ID)
		for _, r := range d.Rates {
			all = append(all, r.ID)
		}
	}
	return all
}
