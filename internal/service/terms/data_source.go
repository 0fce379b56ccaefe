package terms

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type dataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewDataSource returns the data source mint_terms_and_conditions.
func NewDataSource() datasource.DataSource {
	return &dataSource{fwkit.DataSource[*apigee.Client]{TypeName: typeName, DefineSchema: dataSourceSchema}}
}

func dataSourceSchema() schema.Schema {
	attributes := computedAttributes()
	attributes["id"] = schema.StringAttribute{
		Optional: true, Computed: true, MarkdownDescription: aboutID,
		Validators: []validator.String{fwtypes.NotEmpty(), stringvalidator.ConflictsWith(path.MatchRoot("version"))},
	}
	attributes["version"] = schema.StringAttribute{
		Optional: true, Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutVersion,
		Validators: []validator.String{fwtypes.NotEmpty()},
	}
	return schema.Schema{
		MarkdownDescription: "Terms and conditions by `id` or by `version`; without either those in force, which are the newest that have begun.",
		Attributes:          attributes,
	}
}

func computedAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           schema.StringAttribute{Computed: true, MarkdownDescription: aboutID},
		"organization": schema.StringAttribute{Computed: true, MarkdownDescription: aboutOrganization},
		"version":      schema.StringAttribute{Computed: true, CustomType: fwtypes.NameType{}, MarkdownDescription: aboutVersion},
		"start_date":   schema.StringAttribute{Computed: true, CustomType: fwtypes.DateTimeType{}, MarkdownDescription: aboutStartDate},
		"url":          schema.StringAttribute{Computed: true, MarkdownDescription: aboutURL},
		"text":         schema.StringAttribute{Computed: true, CustomType: fwtypes.TextType{}, MarkdownDescription: aboutText},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || !d.Known(&resp.Diagnostics) {
		return
	}
	found, err := d.find(ctx, config)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the terms and conditions", err, "The data source mint_terms_and_conditions_list lists those of the organization.", nil)...)
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, flatten(d.Client.Organization(), found))...)
}

func (d *dataSource) find(ctx context.Context, config model) (apigee.Terms, error) {
	if !config.ID.IsNull() {
		return d.Client.Terms.Get(ctx, config.ID.ValueString())
	}
	all, err := d.Client.Terms.List(ctx)
	if err != nil {
		return apigee.Terms{}, err
	}
	if config.Version.IsNull() {
		return d.inForce(ctx, all)
	}
	for _, t := range all {
		if config.Version.Is(t.Version) {
			return t, nil
		}
	}
	return apigee.Terms{}, fmt.Errorf("organization %s has no terms and conditions of version %s", d.Client.Organization(), config.Version)
}

// inForce are the newest terms that have begun (contract: apigee-neighbours 7).
func (d *dataSource) inForce(ctx context.Context, all []apigee.Terms) (newest apigee.Terms, err error) {
	zone, _ := d.Client.Zone(ctx)
	now := fwtypes.NewDateTimeValue(d.Client.Now().In(zone).Format(time.DateTime))
	start := func(t apigee.Terms) fwtypes.DateTime { return fwtypes.NewDateTimeValue(t.StartDate) }
	err = errors.New("none have begun in organization " + d.Client.Organization())
	for _, t := range all {
		if !start(t).After(now) && (err != nil || !start(t).Before(start(newest))) {
			newest, err = t, nil
		}
	}
	return newest, err
}

type listModel struct {
	Terms []model `tfsdk:"terms_and_conditions"`
}

type listDataSource struct {
	fwkit.DataSource[*apigee.Client]
}

// NewListDataSource returns the data source mint_terms_and_conditions_list.
func NewListDataSource() datasource.DataSource {
	return &listDataSource{fwkit.DataSource[*apigee.Client]{TypeName: typeName + "_list", DefineSchema: listSchema}}
}

func listSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "All versions of the terms and conditions of the organization, past and future ones too.",
		Attributes: map[string]schema.Attribute{
			"terms_and_conditions": schema.ListNestedAttribute{
				Computed: true, MarkdownDescription: "The versions, in the order of the service; empty when there are none.",
				NestedObject: schema.NestedAttributeObject{Attributes: computedAttributes()},
			},
		},
	}
}

func (d *listDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	if !d.Known(&resp.Diagnostics) {
		return
	}
	all, err := d.Client.Terms.List(ctx)
	if err != nil {
		resp.Diagnostics.Append(fwkit.Failure("Cannot read the terms and conditions of "+d.Client.Organization(), err, "", nil)...)
		return
	}
	data := listModel{Terms: []model{}}
	for _, t := range all {
		data.Terms = append(data.Terms, flatten(d.Client.Organization(), t))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, data)...)
}
