// Package organization reads the profile of the organization (contract: apigee-neighbours 14).
package organization

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_organization.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: "mint_organization", DefineSchema: dataSourceSchema}}
}

// texts and flags are the attributes of the profile, named as the service names its properties.
var (
	texts = map[string]string{
		"id":                      "Id of the organization.",
		"name":                    "Name of the organization.",
		"description":             "Description of the organization.",
		"status":                  "`ACTIVE` or `INACTIVE`.",
		"currency":                "Base currency, such as `USD`. Revenue shares are in this currency.",
		"country":                 "Country of the organization, such as `US`.",
		"timezone":                "Time zone in which rate plans begin and end: an IANA name or an abbreviation.",
		"billing_cycle":           "`PRORATED` or `CALENDAR_MONTH`.",
		"supported_billing_type":  "`PREPAID`, `POSTPAID` or `BOTH`.",
		"tax_model":               "`DISCLOSED`, `UNDISCLOSED` or `HYBRID`.",
		"tax_engine_external_id":  "Tax engine of the organization.",
		"tax_nexus":               "Where the organization is liable for tax.",
		"tax_reg_no":              "Tax registration number.",
		"reg_no":                  "Registration number of the company.",
		"logo_url":                "Address of the logo on bills.",
		"transaction_relay_url":   "Address to which transactions are relayed.",
		"net_payment_advice_note": "Note on net payment advices.",
	}
	flags = map[string]string{
		"approve_trusted":                  "Whether purchases of trusted developers need approval.",
		"approve_untrusted":                "Whether purchases of untrusted developers need approval.",
		"has_billing_adjustment":           "Whether bills can be adjusted, which `mint_billing_adjustment` needs. Null where the service does not say.",
		"has_broker":                       "Whether the organization works with brokers.",
		"has_self_billing":                 "Whether the organization bills itself for its developers.",
		"has_separate_invoice_for_product": "Whether each product has an invoice of its own.",
		"issue_netting_stmt":               "Whether netting statements are issued.",
		"netting_stmt_per_currency":        "Whether there is a netting statement for each currency.",
		"self_billing_as_exch_org":         "Deprecated by the service.",
		"self_billing_for_all_dev":         "Whether self-billing is for all developers.",
		"separate_invoice_for_fees":        "Whether fees have an invoice of their own.",
	}
)

type addressModel struct {
	ID        types.String `tfsdk:"id"`
	Address1  types.String `tfsdk:"address1"`
	Address2  types.String `tfsdk:"address2"`
	City      types.String `tfsdk:"city"`
	State     types.String `tfsdk:"state"`
	Zip       types.String `tfsdk:"zip"`
	Country   types.String `tfsdk:"country"`
	IsPrimary types.Bool   `tfsdk:"is_primary"`
}

func dataSourceSchema() schema.Schema {
	attributes := map[string]schema.Attribute{
		"address": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Postal addresses of the organization.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":         schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the address."},
				"address1":   schema.StringAttribute{Computed: true, MarkdownDescription: "First line."},
				"address2":   schema.StringAttribute{Computed: true, MarkdownDescription: "Second line."},
				"city":       schema.StringAttribute{Computed: true, MarkdownDescription: "City."},
				"state":      schema.StringAttribute{Computed: true, MarkdownDescription: "State or province."},
				"zip":        schema.StringAttribute{Computed: true, MarkdownDescription: "Postal code."},
				"country":    schema.StringAttribute{Computed: true, MarkdownDescription: "Country."},
				"is_primary": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether this is the main address."},
			}},
		},
	}
	for name, about := range texts {
		attributes[name] = schema.StringAttribute{Computed: true, MarkdownDescription: about}
	}
	for name, about := range flags {
		attributes[name] = schema.BoolAttribute{Computed: true, MarkdownDescription: about}
	}
	return schema.Schema{
		MarkdownDescription: "The profile of the organization that the provider is configured for. A property that the service does not show is an empty text, or false.",
		Attributes:          attributes,
	}
}

func (d *dataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	profile, err := d.Client.Profile(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the profile of organization "+d.Client.Organization(), err, "", nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(profile))...)
}
