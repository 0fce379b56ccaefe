package developerbilling

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What on_destroy can say.
const (
	retain = "retain"
	remove = "remove"
)

// model is the settings of one developer. A setting that is null is not managed.
type model struct {
	ID                  types.String `tfsdk:"id"`
	Organization        types.String `tfsdk:"organization"`
	DeveloperID         types.String `tfsdk:"developer_id"`
	BillingType         fwtypes.Text `tfsdk:"billing_type"`
	LegalName           fwtypes.Text `tfsdk:"legal_name"`
	Address             types.Object `tfsdk:"address"`
	DeveloperCategoryID fwtypes.Text `tfsdk:"developer_category_id"`
	RegistrationID      fwtypes.Text `tfsdk:"registration_id"`
	TaxExemptNumber     fwtypes.Text `tfsdk:"tax_exempt_number"`
	Phone               fwtypes.Text `tfsdk:"phone"`
	OnDestroy           types.String `tfsdk:"on_destroy"`
}

type addressModel struct {
	Address1  fwtypes.Text `tfsdk:"address1"`
	Address2  fwtypes.Text `tfsdk:"address2"`
	City      fwtypes.Text `tfsdk:"city"`
	Country   fwtypes.Text `tfsdk:"country"`
	IsPrimary types.Bool   `tfsdk:"is_primary"`
	State     fwtypes.Text `tfsdk:"state"`
	Zip       fwtypes.Text `tfsdk:"zip"`
}

type identityModel struct {
	Organization types.String `tfsdk:"organization"`
	DeveloperID  types.String `tfsdk:"developer_id"`
}

// names are the arguments by setting.
var names = map[apigee.BillingSetting]string{
	apigee.BillingLegalName:       "legal_name",
	apigee.BillingAddressText:     "address",
	apigee.BillingCategory:        "developer_category_id",
	apigee.BillingRegistrationID:  "registration_id",
	apigee.BillingTaxExemptNumber: "tax_exempt_number",
	apigee.BillingPhone:           "phone",
	apigee.BillingType:            "billing_type",
}

// texts are the settings but the address.
func (m *model) texts() map[apigee.BillingSetting]*fwtypes.Text {
	return map[apigee.BillingSetting]*fwtypes.Text{
		apigee.BillingLegalName:       &m.LegalName,
		apigee.BillingCategory:        &m.DeveloperCategoryID,
		apigee.BillingRegistrationID:  &m.RegistrationID,
		apigee.BillingTaxExemptNumber: &m.TaxExemptNumber,
		apigee.BillingPhone:           &m.Phone,
		apigee.BillingType:            &m.BillingType,
	}
}

// title names the settings in messages.
func (m *model) title() string { return "billing settings of " + m.DeveloperID.ValueString() }

func (m *model) object() fwkit.Object {
	return fwkit.Object{Title: m.title(), Identity: identityModel{m.Organization, m.DeveloperID}, Organization: m.Organization}
}

// managed are the settings that are not null, in the order in which they are written.
func (m *model) managed() []apigee.BillingSetting {
	texts := m.texts()
	return slices.DeleteFunc(slices.Clone(apigee.BillingSettings), func(s apigee.BillingSetting) bool {
		if text, ok := texts[s]; ok {
			return text.IsNull()
		}
		return m.Address.IsNull()
	})
}

// expand is what is to be written, where before is what the service has; a plan may not know all of
// it yet.
func (m *model) expand(ctx context.Context, before map[apigee.BillingSetting]string, diags *diag.Diagnostics) map[apigee.BillingSetting]string {
	asked, texts := map[apigee.BillingSetting]string{}, m.texts()
	for _, s := range m.managed() {
		if text, ok := texts[s]; ok {
			asked[s] = text.ValueString()
			continue
		}
		if m.Address.IsUnknown() {
			continue
		}
		var a addressModel
		diags.Append(m.Address.As(ctx, &a, basetypes.ObjectAsOptions{})...)
		text, err := apigee.BillingAddress{
			Address1: a.Address1.ValueString(), Address2: a.Address2.ValueString(), City: a.City.ValueString(), Country: a.Country.ValueString(),
			State: a.State.ValueString(), Zip: a.Zip.ValueString(), IsPrimary: a.IsPrimary.ValueBool(),
		}.Text(before[s])
		if err != nil {
			diags.AddError("Cannot write the address of "+m.DeveloperID.ValueString(), err.Error())
		}
		asked[s] = text
	}
	return asked
}

// flatten puts what the service has into the settings that are managed; one that it does not have
// becomes null, so that the plan sets it again.
func (m *model) flatten(ctx context.Context, found map[apigee.BillingSetting]string, diags *diag.Diagnostics) {
	texts := m.texts()
	for _, s := range m.managed() {
		value, there := found[s]
		if text, ok := texts[s]; ok {
			*text = fwtypes.Text{}
			if there {
				*text = fwtypes.NewTextValue(value)
			}
			continue
		}
		if m.Address = types.ObjectNull(addressType.AttrTypes); there {
			m.Address = flattenAddress(ctx, value, diags)
		}
	}
}

// adopt makes every setting managed that the service has and a configuration can hold.
func (m *model) adopt(ctx context.Context, found map[apigee.BillingSetting]string, diags *diag.Diagnostics) {
	m.OnDestroy = types.StringValue(retain)
	m.Address = types.ObjectNull(addressType.AttrTypes)
	for s, text := range m.texts() {
		if value := found[s]; strings.TrimSpace(value) != "" && (s != apigee.BillingType || slices.Contains(apigee.BillingTypes, value)) {
			*text = fwtypes.NewTextValue(value)
		}
	}
	if a, ok := apigee.ReadBillingAddress(found[apigee.BillingAddressText]); ok && (a != apigee.BillingAddress{IsPrimary: a.IsPrimary}) {
		m.Address = flattenAddress(ctx, found[apigee.BillingAddressText], diags)
	}
}

var addressType = addressAttribute().GetType().(types.ObjectType) //nolint:forcetypeassert // a nested attribute is an object

// flattenAddress makes an address of its JSON text; of any other text one that is empty.
func flattenAddress(ctx context.Context, value string, diags *diag.Diagnostics) types.Object {
	a, _ := apigee.ReadBillingAddress(value)
	object, problems := types.ObjectValueFrom(ctx, addressType.AttrTypes, addressModel{
		Address1: orNull(a.Address1), Address2: orNull(a.Address2), City: orNull(a.City), Country: orNull(a.Country),
		State: orNull(a.State), Zip: orNull(a.Zip), IsPrimary: types.BoolValue(a.IsPrimary),
	})
	diags.Append(problems...)
	return object
}

func orNull(text string) fwtypes.Text {
	if text == "" {
		return fwtypes.Text{}
	}
	return fwtypes.NewTextValue(text)
}

// same reports whether two values of a setting have the same content.
func same(s apigee.BillingSetting, a, b string) bool {
	if s != apigee.BillingAddressText {
		equal, _ := fwtypes.NewTextValue(a).StringSemanticEquals(context.Background(), fwtypes.NewTextValue(b))
		return equal
	}
	first, readable := apigee.ReadBillingAddress(a)
	second, alsoReadable := apigee.ReadBillingAddress(b)
	return a == b || readable && alsoReadable && first == second
}

// show is a value in messages, an address by its parts.
func show(s apigee.BillingSetting, value string) string {
	a, ok := apigee.ReadBillingAddress(value)
	if s != apigee.BillingAddressText || !ok {
		return cmp.Or(value, "not set")
	}
	text := ""
	for _, part := range []string{a.Address1, a.Address2, a.City, a.State, a.Zip, a.Country} {
		if part != "" && text != "" {
			text += ", "
		}
		text += part
	}
	return text
}
