package creditlimit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataSourceModel struct {
	DeveloperID types.String     `tfsdk:"developer_id"`
	Currency    fwtypes.Currency `tfsdk:"currency"`
	Amount      fwtypes.Decimal  `tfsdk:"amount"`
	Usage       fwtypes.Decimal  `tfsdk:"usage"`
}

// NewDataSource returns the data source mint_developer_credit_limit.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
}

func dataSourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The credit limit of a developer in one currency, and its usage.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerAttribute(),
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				MarkdownDescription: aboutCurrency,
			},
			"amount": amountAttribute(),
			"usage":  usageAttribute(),
		},
	}
}

func find(ctx context.Context, client *apigee.Client, data dataSourceModel) (dataSourceModel, diag.Diagnostics) {
	developer := data.DeveloperID.ValueString()
	limit, err := client.CreditLimits.Get(ctx, developer, data.Currency.Lower())
	switch {
	case errors.Is(err, apigee.ErrNoCreditLimit):
		return data, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("currency"), fmt.Sprintf("%s has no credit limit in %s", developer, data.Currency.Upper()),
			"No limit in this currency was set for the developer. The data source mint_developer_credit_limits lists those that were.")}
	case err != nil:
		return data, readFailure(developer, err)
	}
	data.Amount, data.Usage = fwtypes.NewDecimalValue(limit.Amount), fwtypes.NewDecimalValue(limit.Usage)
	return data, nil
}

type listModel struct {
	DeveloperID  types.String   `tfsdk:"developer_id"`
	CreditLimits []elementModel `tfsdk:"credit_limits"`
}

type elementModel struct {
	Currency types.String    `tfsdk:"currency"`
	Amount   fwtypes.Decimal `tfsdk:"amount"`
	Usage    fwtypes.Decimal `tfsdk:"usage"`
}

// NewListDataSource returns the data source mint_developer_credit_limits.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName+"s", listSchema, findAll)
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All credit limits of a developer, one for each currency.",
		Attributes: map[string]schema.Attribute{
			"developer_id": developerAttribute(),
			"credit_limits": schema.ListNestedAttribute{
				Computed:            true,
				MarkdownDescription: "The limits in the service's order; empty when none was set.",
				NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
					"currency": schema.StringAttribute{Computed: true, MarkdownDescription: "Currency of the limit, in upper case."},
					"amount":   amountAttribute(),
					"usage":    usageAttribute(),
				}},
			},
		},
	}
}

func findAll(ctx context.Context, client *apigee.Client, data listModel) (listModel, diag.Diagnostics) {
	limits, err := client.CreditLimits.List(ctx, data.DeveloperID.ValueString())
	if err != nil {
		return data, readFailure(data.DeveloperID.ValueString(), err)
	}
	data.CreditLimits = make([]elementModel, 0, len(limits))
	for _, limit := range limits {
		data.CreditLimits = append(data.CreditLimits, elementModel{
			Currency: types.StringValue(strings.ToUpper(limit.Currency)),
			Amount:   fwtypes.NewDecimalValue(limit.Amount),
			Usage:    fwtypes.NewDecimalValue(limit.Usage),
		})
	}
	return data, nil
}

func developerAttribute() schema.StringAttribute {
	return schema.StringAttribute{Required: true, MarkdownDescription: aboutDeveloper, Validators: []validator.String{fwtypes.ValidName()}}
}

func amountAttribute() schema.StringAttribute {
	return schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutAmount}
}

func usageAttribute() schema.StringAttribute {
	return schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: aboutUsage}
}

func readFailure(developer string, err error) diag.Diagnostics {
	return fwkit.Failure("Cannot read the credit limits of "+developer, err, readRemedy(err), nil)
}

func readRemedy(err error) string {
	if apigee.IsNotFound(err) {
		return "Check developer_id: it must be the email or UUID of a developer of this organization."
	}
	return ""
}
