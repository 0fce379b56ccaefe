package adjustment

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

// listConfig is which adjustments are asked for; null asks for all.
type listConfig struct {
	BillingMonth types.Int64 `tfsdk:"billing_month"`
	BillingYear  types.Int64 `tfsdk:"billing_year"`
}

func (c listConfig) wants(a apigee.BillingAdjustment) bool {
	return (c.BillingMonth.IsNull() || c.BillingMonth.ValueInt64() == int64(a.Month)) && (c.BillingYear.IsNull() || c.BillingYear.ValueInt64() == int64(a.Year))
}

// NewListResource returns the list resource mint_billing_adjustment.
func NewListResource() list.ListResource {
	return fwkit.NewList(typeName, listConfigSchema, adjustments)
}

func listConfigSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Lists the billing adjustments of the organization, of one month or year if given.",
		Attributes: map[string]schema.Attribute{
			"billing_month": schema.Int64Attribute{Optional: true, MarkdownDescription: onlyMonth, Validators: []validator.Int64{int64validator.Between(1, 12)}},
			"billing_year":  schema.Int64Attribute{Optional: true, MarkdownDescription: onlyYear, Validators: []validator.Int64{int64validator.Between(1000, 9999)}},
		},
	}
}

func adjustments(ctx context.Context, client *apigee.Client, config listConfig) fwkit.Listing[apigee.BillingAdjustment] {
	known := model{Organization: types.StringValue(client.Organization())}
	return fwkit.Listing[apigee.BillingAdjustment]{
		Title:   "billing adjustments of " + client.Organization(),
		Objects: client.BillingAdjustments.All(ctx),
		Wanted:  config.wants,
		Show: func(a apigee.BillingAdjustment) fwkit.Listed {
			why := fwkit.Unmanageable(a.ID, a.Name)
			if why == "" && a.Month == 0 {
				why = "a billing month that cannot be read"
			}
			m := flatten(a, known)
			return fwkit.Listed{Unmanageable: why, DisplayName: fmt.Sprintf("%s: %s%% for %04d-%02d", a.Name, a.PercentageFactor, a.Year, int(a.Month)), Identity: m.object().Identity, Model: m}
		},
	}
}
