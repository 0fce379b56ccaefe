package product_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

func TestProduct(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "messages", Attributes: []string{"recipients", "size"}, Success: "status == 'OK'"})
			e.Apigee.AddProduct(acctest.Organization, apigeefake.Product{Name: "calls"})
			got, out := e.Terraform("mint_product").DataSource(acctest.Attrs{"id": "messages"})
			want := acctest.Attrs{
				"id": "messages", "name": "messages", "display_name": "messages", "description": "messages", "status": "CREATED",
				"transaction_success_criteria": "status == 'OK'", "refund_success_criteria": nil, "custom_attributes": acctest.Attrs{"1": "recipients", "2": "size"},
			}
			if diff := cmp.Diff(want, got); diff != "" || out.Failed() {
				t.Errorf("%q (-want +got):\n%s", out.Errors, diff)
			}
			all, out := e.Terraform("mint_products").DataSource(acctest.Attrs{})
			if list, _ := all["products"].([]any); out.Failed() || len(list) != 2 {
				t.Errorf("got %v, %q", all, out.Errors)
			}
		})
	}
}

func TestProduct_none(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	_, out := e.Terraform("mint_product").DataSource(acctest.Attrs{"id": "none"})
	out.Says(t, "Cannot read API product none", "mint_products")
	all, out := e.Terraform("mint_products").DataSource(acctest.Attrs{})
	if list, ok := all["products"].([]any); out.Failed() || !ok || len(list) != 0 {
		t.Errorf("got %v, %q", all, out.Errors)
	}
}
