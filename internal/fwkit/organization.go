package fwkit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
)

// OrganizationIdentity is the identity of an object that an Apigee organization knows by one id.
type OrganizationIdentity struct {
	Organization types.String `tfsdk:"organization"`
	ID           types.String `tfsdk:"id"`
}

// OrganizationIdentitySchema is the schema of [OrganizationIdentity].
func OrganizationIdentitySchema() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		organizationName: identityschema.StringAttribute{OptionalForImport: true, Description: "Apigee organization; the provider's when left out."},
		"id":             identityschema.StringAttribute{RequiredForImport: true, Description: "Id of the object in the organization."},
	}}
}

// OrganizationObject is an object that an Apigee organization knows by one id.
func OrganizationObject(title string, organization, id types.String) Object {
	return Object{Title: title, Identity: OrganizationIdentity{Organization: organization, ID: id}, Organization: organization}
}

// Title names an object in messages, such as `developer category "Gold"`. While it is imported
// there is only its id.
func Title(kind string, name fwtypes.Name, id types.String) string {
	if name.IsNull() {
		return kind + " " + id.ValueString()
	}
	return fmt.Sprintf("%s %q", kind, name.ValueString())
}

// OrNull is the value of a text, and null, the zero value of every type here, for what the service
// leaves out.
func OrNull[T ~string, V any](text T, value func(string) V) V {
	if text == "" {
		return *new(V)
	}
	return value(string(text))
}

// TextOrNull is OrNull for plain texts.
func TextOrNull[T ~string](text T) types.String { return OrNull(text, types.StringValue) }

// FixedText is a text of the service's that never changes, such as an id.
func FixedText(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// RequiredName is the argument for a text of one line, which keeps the spelling of the state where
// only its Unicode form differs.
func RequiredName(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required: true, CustomType: fwtypes.NameType{}, MarkdownDescription: description,
		Validators:    []validator.String{fwtypes.ValidName()},
		PlanModifiers: []planmodifier.String{fwtypes.KeepNameSpelling()},
	}
}

// RequiredText is the argument for a text that may have several lines, but not none.
func RequiredText(description string) schema.StringAttribute {
	attribute := OptionalText(description, fwtypes.NotEmpty())
	attribute.Required, attribute.Optional = true, false
	return attribute
}

// OptionalText is the same where the text may be left out.
func OptionalText(description string, validators ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, CustomType: fwtypes.TextType{}, MarkdownDescription: description,
		Validators: validators, PlanModifiers: []planmodifier.String{fwtypes.KeepText()},
	}
}

// Setter is a state or an identity that can be written.
type Setter interface {
	Set(ctx context.Context, model any) diag.Diagnostics
}

// Save puts an object that was created or changed into the state, with its identity and the account
// that it was seen in.
func (r *Resource[C]) Save(ctx context.Context, state, identity Setter, private PrivateState, model any, object Object, diags *diag.Diagnostics) {
	diags.Append(state.Set(ctx, model)...)
	diags.Append(identity.Set(ctx, object.Identity)...)
	r.KeepAccount(ctx, private, diags)
}

// EndRead ends a Refresh that found the object, or did not: err is what the client said, and gone
// whether that is what the service says of an object that is no more. It reports whether there is
// an object to put into the state.
func (r *Resource[C]) EndRead(ctx context.Context, reading *Reading, object Object, id string, err error, gone bool) bool {
	switch {
	case gone:
		reading.Gone = true
	case err != nil:
		reading.Diagnostics.Append(Failure("Cannot read the "+object.Title, err, "", nil)...)
	default:
		r.MarkRead(ctx, reading.Private, id, &reading.Diagnostics)
		r.KeepAccount(ctx, reading.Private, &reading.Diagnostics)
	}
	return err == nil
}

// WarnDifferences says that the service accepted a request but holds something else than was asked.
func WarnDifferences(title string, differences []string, diags *diag.Diagnostics) {
	if len(differences) > 0 {
		diags.AddWarning("The "+title+" is not as asked", upperFirst(strings.Join(differences, "; "))+
			".\n\nThe service accepted the request but holds this. The next plan shows the difference.")
	}
}

// UpdateFailure turns the error of a change into diagnostics. A name that another object has, or is
// to have in this run, is an error of the argument name. fields is as in [Failure].
func UpdateFailure(title string, id types.String, name fwtypes.Name, err error, remedy string, fields map[string]path.Path) diag.Diagnostics {
	if object.IsNameTaken(err) {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("name"), fmt.Sprintf("Cannot rename the %s to %q", title, name.ValueString()),
			err.Error()+".\n\nNothing was sent for "+id.ValueString()+". Choose another name, or remove the other object. If it is being renamed or destroyed by this configuration, apply again when that has finished.")}
	}
	return Failure("Cannot change the "+title, err, remedy, fields)
}

// DeleteFailure turns the error of a deletion into diagnostics, none for nil. adopted is the error
// that says that another resource has taken the object over in this run.
func DeleteFailure(title string, err, adopted error, remedy string) diag.Diagnostics {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, adopted):
		return diag.Diagnostics{diag.NewWarningDiagnostic("Not deleted: "+title, "Another resource of this configuration has taken it over in this run and manages it now.")}
	}
	return Failure("Cannot delete the "+title, err, remedy, nil)
}
