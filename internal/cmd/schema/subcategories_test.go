package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

type anyResource = resource.Resource

// usagePlan is a type of PayPal whose name says nothing of wallets.
type usagePlan struct {
	anyResource
	Client *paypal.Client
}

func (usagePlan) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_usage_plan"
}

type walletOfSorts struct {
	list.ListResource
	fwkit.Resource[*apigee.Client]
}

func (*walletOfSorts) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_developer_wallet"
}

type walletTopUp struct {
	action.Action
	Client *paypal.Client
}

func (*walletTopUp) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_top_up"
}

// grown is the provider with more types, and of more kinds.
type grown struct{ frameworkprovider.Provider }

func (g grown) Resources(ctx context.Context) []func() resource.Resource {
	return append(g.Provider.Resources(ctx), func() resource.Resource { return usagePlan{} })
}

func (g grown) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return &walletOfSorts{} }}
}

func (g grown) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return &walletTopUp{} }}
}

func TestFileUnderServices(t *testing.T) {
	t.Parallel()
	docs := t.TempDir()
	p := grown{provider.New("dev")()}
	const before, after = "---\npage_title: \"x\"\nsubcategory: ", "\ndescription: |-\n  x\n---\n\nsubcategory: \"\" is left alone here\n"
	for name := range pages(t.Context(), p) {
		if err := os.MkdirAll(filepath.Join(docs, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(docs, name), before+`""`+after)
	}
	if err := fileUnderServices(t.Context(), p, docs); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"resources/rate_plan.md":              "Apigee monetization",
		"resources/wallet.md":                 "PayPal billing",
		"resources/usage_plan.md":             "PayPal billing",
		"data-sources/rate_plans.md":          "Apigee monetization",
		"data-sources/wallets.md":             "PayPal billing",
		"list-resources/developer_wallet.md":  "Apigee monetization",
		"actions/top_up.md":                   "PayPal billing",
		"data-sources/developer_rate_plan.md": "Apigee monetization",
	} {
		if diff := cmp.Diff(before+`"`+want+`"`+after, string(read(t, filepath.Join(docs, name)))); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", name, diff)
		}
	}
	if err := fileUnderServices(t.Context(), p, docs); err == nil || !strings.Contains(err.Error(), "no line `subcategory") {
		t.Errorf("a page that is not open: %v", err)
	}
	if err := fileUnderServices(t.Context(), p, t.TempDir()); !os.IsNotExist(err) {
		t.Errorf("a page that is missing: %v", err)
	}
	if _, err := serviceOf(struct{ datasource.DataSource }{}); err == nil || !strings.Contains(err.Error(), "has no field Client") {
		t.Errorf("a type of no service: %v", err)
	}
}
