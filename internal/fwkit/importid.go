package fwkit

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// SplitLast splits an import id `first/last` at its last slash. Both parts may be percent-encoded;
// first may hold slashes. The error names form, the documented shape of the id such as
// "developer_id/currency".
func SplitLast(id, form string) (first, last string, err error) {
	return split(id, form, strings.LastIndexByte(id, '/'))
}

// SplitFirst splits an import id `first/last` at its first slash. Both parts may be
// percent-encoded; last may hold slashes. The error names form.
func SplitFirst(id, form string) (first, last string, err error) {
	return split(id, form, strings.IndexByte(id, '/'))
}

func split(id, form string, at int) (string, string, error) {
	if at < 0 {
		return "", "", fmt.Errorf("import id %q has no slash: write it as %s", id, form)
	}
	first, last := unescape(id[:at]), unescape(id[at+1:])
	if strings.TrimSpace(first) == "" || strings.TrimSpace(last) == "" {
		return "", "", fmt.Errorf("import id %q has an empty part: write it as %s", id, form)
	}
	return first, last, nil
}

// PlainID is an import id of one segment, which may be percent-encoded.
func PlainID(id string) string { return unescape(id) }

// unescape keeps a text that is not valid percent-encoding as it is: people type ids by hand, and a
// lone % is a legal character of one.
func unescape(part string) string {
	if plain, err := url.PathUnescape(part); err == nil {
		return plain
	}
	return part
}

// JoinLast builds the id that SplitLast takes apart again.
func JoinLast(first, last string) string {
	return escapePercent(first) + "/" + strings.ReplaceAll(escapePercent(last), "/", "%2F")
}

// JoinFirst builds the id that SplitFirst takes apart again.
func JoinFirst(first, last string) string {
	return strings.ReplaceAll(escapePercent(first), "/", "%2F") + "/" + escapePercent(last)
}

func escapePercent(part string) string { return strings.ReplaceAll(part, "%", "%25") }

// ImportID is the form of a resource's import id: the values of one or two identity attributes.
type ImportID struct {
	// Names are the attributes, of the resource and of its identity alike; nil: id alone.
	Names []string
	// Example is an id in this form.
	Example string
	// SplitFirst splits two parts at the first slash rather than the last.
	SplitFirst bool
}

func (f ImportID) parse(id string) ([]string, error) {
	form := strings.Join(f.Names, "/") + ", such as " + f.Example
	if len(f.Names) == 1 {
		if plain := PlainID(strings.TrimSpace(id)); plain != "" {
			return []string{plain}, nil
		}
		return nil, fmt.Errorf("import id %q is empty: write it as %s", id, form)
	}
	split := SplitLast
	if f.SplitFirst {
		split = SplitFirst
	}
	first, last, err := split(id, form)
	if err != nil {
		return nil, err
	}
	return []string{first, last}, nil
}

// ImportParts begins every ImportState: it takes the parts of the object's id from the import id or
// the resource identity, and puts them into state and identity, with the organization where the
// service has one. It returns nil after an error, and refuses an identity of another organization.
// What the resource does not learn from the service is left for it to set.
func (r *Resource[C]) ImportParts(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse, form ImportID) []string {
	if !r.Known() {
		r.ErrorUnknown(&resp.Diagnostics)
		return nil
	}
	if form.Names == nil {
		form.Names = []string{"id"}
	}
	parts := make([]string, len(form.Names))
	if req.ID != "" || req.Identity == nil {
		var err error
		if parts, err = form.parse(req.ID); err != nil {
			resp.Diagnostics.AddError("Cannot import "+r.TypeName, upperFirst(err.Error())+".")
			return nil
		}
	} else {
		for i, name := range form.Names {
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(name), &parts[i])...)
			if strings.TrimSpace(parts[i]) == "" && !resp.Diagnostics.HasError() {
				resp.Diagnostics.AddError("Cannot import "+r.TypeName, fmt.Sprintf("%s is empty in the identity of the import block.", name))
			}
		}
		if !r.importsOwn(ctx, req, strings.Join(parts, "/"), &resp.Diagnostics) {
			return nil
		}
	}
	names, values := form.Names, parts
	if r.account.Organization != "" {
		names, values = append([]string{organizationName}, names...), append([]string{r.account.Organization}, parts...)
	}
	for i, name := range names {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), values[i])...)
		resp.Diagnostics.Append(resp.Identity.SetAttribute(ctx, path.Root(name), values[i])...)
	}
	if resp.Diagnostics.HasError() {
		return nil
	}
	return parts
}

// importsOwn refuses an identity of another organization.
func (r *Resource[C]) importsOwn(ctx context.Context, req resource.ImportStateRequest, id string, diags *diag.Diagnostics) bool {
	if r.account.Organization != "" {
		var organization types.String
		diags.Append(req.Identity.GetAttribute(ctx, path.Root(organizationName), &organization)...)
		if was := organization.ValueString(); !diags.HasError() && was != "" && was != r.account.Organization {
			r.refuseAccount(r.TypeName+" "+id, organizationName, was, r.account.Organization, diags)
		}
	}
	return !diags.HasError()
}

// organizationName is the attribute of state and identity that holds the Apigee organization.
const organizationName = "organization"

func upperFirst(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
