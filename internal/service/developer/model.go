// Package developer reads developers and their suspensions (contract: apigee-neighbours 9).
package developer

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

type elementModel struct {
	ID                  types.String      `tfsdk:"id"`
	Email               types.String      `tfsdk:"email"`
	Name                types.String      `tfsdk:"name"`
	LegalName           types.String      `tfsdk:"legal_name"`
	BillingType         types.String      `tfsdk:"billing_type"`
	Status              types.String      `tfsdk:"status"`
	Type                types.String      `tfsdk:"type"`
	DeveloperCategoryID types.String      `tfsdk:"developer_category_id"`
	IsCompany           types.Bool        `tfsdk:"is_company"`
	Broker              types.Bool        `tfsdk:"broker"`
	CompanyID           types.String      `tfsdk:"company_id"`
	RegistrationID      types.String      `tfsdk:"registration_id"`
	TaxExemptNumber     types.String      `tfsdk:"tax_exempt_number"`
	ApproxTaxRate       fwtypes.Decimal   `tfsdk:"approx_tax_rate"`
	Phone               types.String      `tfsdk:"phone"`
	Address             []addressModel    `tfsdk:"address"`
	Attributes          map[string]string `tfsdk:"custom_attributes"`
}

type addressModel struct {
	Address1  types.String `tfsdk:"address1"`
	Address2  types.String `tfsdk:"address2"`
	City      types.String `tfsdk:"city"`
	State     types.String `tfsdk:"state"`
	Zip       types.String `tfsdk:"zip"`
	Country   types.String `tfsdk:"country"`
	IsPrimary types.Bool   `tfsdk:"is_primary"`
}

func flag(value apigee.Bool) types.Bool { return types.BoolValue(bool(value)) }

func flatten(d apigee.Developer) elementModel {
	text := fwkit.TextOrNull[string]
	m := elementModel{
		ID: text(d.ID), Email: text(d.Email), Name: text(d.Name), LegalName: text(d.LegalName), BillingType: text(d.BillingType),
		Status: text(d.Status), Type: text(d.Type), DeveloperCategoryID: text(d.Category.ID), IsCompany: flag(d.Company), Broker: flag(d.Broker),
		CompanyID: fwkit.TextOrNull(d.Parent), RegistrationID: text(d.RegistrationID), TaxExemptNumber: text(d.TaxExemptAuthNo),
		ApproxTaxRate: fwtypes.NewDecimalPointer(d.ApproxTaxRate.Value), Phone: text(d.Phone),
		Address: []addressModel{}, Attributes: map[string]string{},
	}
	for _, a := range d.Address {
		m.Address = append(m.Address, addressModel{
			Address1: text(a.Address1), Address2: text(a.Address2), City: text(a.City), State: text(a.State),
			Zip: text(a.Zip), Country: text(a.Country), IsPrimary: flag(a.IsPrimary),
		})
	}
	for _, a := range d.CustomAttributes {
		m.Attributes[a.Name] = a.Value
	}
	return m
}

func computedAttributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"is_company":      schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether this is a company rather than a person."},
		"broker":          schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the developer is a broker."},
		"approx_tax_rate": schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}, MarkdownDescription: "Approximate tax rate in percent."},
		"address": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Postal addresses of the developer.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"is_primary": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether this is the main address."},
			}},
		},
		"custom_attributes": schema.MapAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "The developer's own attributes, by name."},
	}
	for name, about := range map[string]string{
		"id":                    "UUID of the developer, or the name of a company.",
		"email":                 "Email of the developer.",
		"name":                  "Name of the developer.",
		"legal_name":            "Legal name, which purchases need.",
		"billing_type":          "`PREPAID`, `POSTPAID` or `BOTH`. Credit limits are for postpaid developers.",
		"status":                "`ACTIVE` or `INACTIVE`.",
		"type":                  "`TRUSTED` or `UNTRUSTED`.",
		"developer_category_id": "Id of the category that the developer belongs to.",
		"company_id":            "Name of the company that the developer belongs to.",
		"registration_id":       "Registration number.",
		"tax_exempt_number":     "Number of the tax exemption.",
		"phone":                 "Phone number.",
	} {
		attributes[name] = schema.StringAttribute{Computed: true, MarkdownDescription: about + " Null: the service shows none."}
	}
	lines, _ := attributes["address"].(schema.ListNestedAttribute)
	for name, about := range map[string]string{
		"address1": "First line.", "address2": "Second line.", "city": "City.", "state": "State or province.", "zip": "Postal code.", "country": "Country.",
	} {
		lines.NestedObject.Attributes[name] = schema.StringAttribute{Computed: true, MarkdownDescription: about}
	}
	return attributes
}
