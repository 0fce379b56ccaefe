package fwkit

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
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

// FixedText is a text of the service's that never changes, such as an id.
func FixedText(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Computed: true, MarkdownDescription: description,
		PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
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
		r.Provider.MarkRead(r.TypeName, id, &reading.Diagnostics)
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
