package terms

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// NewDataSource returns the data source mint_terms_and_conditions.
func NewDataSource() datasource.DataSource {
	return fwkit.NewDataSource(typeName, dataSourceSchema, find)
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

func find(ctx context.Context, client *apigee.Client, config model) (model, diag.Diagnostics) {
	found, err := asked(ctx, client, config)
	if err != nil {
		return config, fwkit.Failure("Cannot read the terms and conditions", err, "The data source mint_terms_and_conditions_list lists those of the organization.", nil)
	}
	return flatten(client.Organization(), found), nil
}

func asked(ctx context.Context, client *apigee.Client, config model) (apigee.Terms, error) {
	if !config.ID.IsNull() {
		return client.Terms.Get(ctx, config.ID.ValueString())
	}
	all, err := client.Terms.List(ctx)
	if err != nil {
		return apigee.Terms{}, err
	}
	if config.Version.IsNull() {
		return inForce(ctx, client, all)
	}
	for _, t := range all {
		if config.Version.Is(t.Version) {
			return t, nil
		}
	}
	return apigee.Terms{}, fmt.Errorf("organization %s has no terms and conditions of version %s", client.Organization(), config.Version)
}

// inForce are the newest terms that have begun (contract: apigee-neighbours 7).
func inForce(ctx context.Context, client *apigee.Client, all []apigee.Terms) (newest apigee.Terms, err error) {
	zone, _ := client.Zone(ctx)
	now := fwtypes.NewDateTimeValue(client.Now().In(zone).Format(time.DateTime))
	start := func(t apigee.Terms) fwtypes.DateTime { return fwtypes.NewDateTimeValue(t.StartDate) }
	err = errors.New("none have begun in organization " + client.Organization())
	for _, t := range all {
		if !start(t).After(now) && (err != nil || !start(t).Before(start(newest))) {
			newest, err = t, nil
		}
	}
	return newest, err
}

// NewListDataSource returns the data source mint_terms_and_conditions_list.
func NewListDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.Terms, model]{
		TypeName: typeName + "_list", About: "All versions of the terms and conditions of the organization, past and future ones too.",
		Name: "terms_and_conditions", AboutList: "The versions, in the order of the service; empty when there are none.", Attributes: computedAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.Terms, error) { return c.Terms.List(ctx) },
		Show: func(c *apigee.Client, t apigee.Terms) model { return flatten(c.Organization(), t) },
	})
}
