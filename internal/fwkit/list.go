package fwkit

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// ListResource holds the client of a list resource and what describes its type; embed it.
type ListResource[C any] struct {
	// TypeName is the full name of the type, that of the resource it lists.
	TypeName string
	// DefineConfig returns the schema of the config block.
	DefineConfig func() schema.Schema

	connection[C]
}

// Metadata answers with TypeName.
func (l *ListResource[C]) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = l.TypeName
}

// ListResourceConfigSchema answers with DefineConfig.
func (l *ListResource[C]) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = l.DefineConfig()
}

// Configure takes the client out of the provider data.
func (l *ListResource[C]) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	l.configure(req.ProviderData, &resp.Diagnostics)
}

// Begin decodes the config block, if there is one, into the struct that config points to. It
// returns false when that fails or the client cannot be used, and the stream says why.
func (l *ListResource[C]) Begin(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream, config any) bool {
	var diags diag.Diagnostics
	if l.unknown != "" {
		diags.AddError("Provider configuration not known yet",
			fmt.Sprintf("The provider argument %s is not known, and a query needs it. Give it a value that does not wait for an apply.", l.unknown))
	} else if !req.Config.Raw.IsNull() {
		diags.Append(req.Config.Get(ctx, config)...)
	}
	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return false
	}
	return true
}

// Listing is what a list resource finds.
type Listing[T any] struct {
	// Title is what is listed, in the plural, such as "wallets of customer acme".
	Title string
	// Objects are the objects of the service, as their pages arrive.
	Objects iter.Seq2[T, error]
	// Wanted reports whether the config block asks for an object; nil: it asks for all.
	Wanted func(T) bool
	// Show returns what the list shows of an object.
	Show func(T) Listed
	// Remedy says what to do about an error of Objects; nil: what is general for it.
	Remedy func(error) string
}

// NoName is why an object is unmanageable whose name is missing or has line breaks, tabs or blanks
// at its ends: what Terraform generates of it would be refused.
const NoName = "no name that a configuration can hold"

// Unmanageable says why Terraform cannot manage an object of that id and those names: it has no id,
// or [NoName]; empty if it can.
func Unmanageable(id string, names ...string) string {
	switch {
	case id == "":
		return "no id"
	case slices.ContainsFunc(names, func(name string) bool { return !fwtypes.IsName(name) }):
		return NoName
	}
	return ""
}

// Listed is one object of a list.
type Listed struct {
	// DisplayName is what people recognise the object by.
	DisplayName string
	// Identity and Model are the models of the resource identity, and of the resource as an import
	// leaves it, with each argument that has a default.
	Identity, Model any
	// Unmanageable says why Terraform cannot manage the object, such as "no id"; empty if it can.
	// Such objects are counted and left out.
	Unmanageable string
	// Diagnostics is what came of making the model; an error ends the list.
	Diagnostics diag.Diagnostics
}

// ListResults streams the objects of a listing, no more than Terraform asks for, and asks for no
// more pages than that takes. Terraform itself cuts a list at its limit without a word, so one
// object more is looked for, and a warning says if there is one. An error ends the list with an
// error, so that a short list never looks whole.
func ListResults[T any](ctx context.Context, req list.ListRequest, listing Listing[T]) iter.Seq[list.ListResult] {
	return func(push func(list.ListResult) bool) {
		var (
			// Terraform reads nothing after the last result that it asks for, so the warnings have
			// to come before it: the latest is held back.
			held   *list.ListResult
			count  int64
			others = map[string]int{}
		)
		for object, err := range listing.Objects {
			if err != nil {
				push(list.ListResult{Diagnostics: listing.failure(err)})
				return
			}
			if listing.Wanted != nil && !listing.Wanted(object) {
				continue
			}
			listed := listing.Show(object)
			if listed.Unmanageable != "" {
				others[listed.Unmanageable]++
				continue
			}
			if req.Limit > 0 && count == req.Limit {
				listing.end(push, held, others, req.Limit)
				return
			}
			if held != nil && !push(*held) {
				return
			}
			result := listed.result(ctx, req)
			if result.Diagnostics.HasError() {
				push(list.ListResult{Diagnostics: result.Diagnostics})
				return
			}
			held = &result
			count++
		}
		listing.end(push, held, others, 0)
	}
}

// end pushes what there is to say of the whole list, then its last result; cut is the limit at
// which the list was cut, 0 if it was not.
func (l Listing[T]) end(push func(list.ListResult) bool, last *list.ListResult, others map[string]int, cut int64) {
	var diags diag.Diagnostics
	if cut > 0 {
		diags.AddWarning(fmt.Sprintf("Only %d of the %s are listed", cut, l.Title),
			"There are more. To list them too, set limit in the list block to a higher number; its default is 100.")
	}
	total, reasons := 0, []string{}
	for _, reason := range slices.Sorted(maps.Keys(others)) {
		total += others[reason]
		reasons = append(reasons, fmt.Sprintf("%s (%d)", reason, others[reason]))
	}
	if total > 0 {
		diags.AddWarning(fmt.Sprintf("%d left out of the %s", total, l.Title),
			"Terraform cannot manage what the service shows with "+strings.Join(reasons, ", ")+".")
	}
	if len(diags) > 0 && !push(list.ListResult{Diagnostics: diags}) {
		return
	}
	if last != nil {
		push(*last)
	}
}

func (l Listing[T]) failure(err error) diag.Diagnostics {
	remedy := ""
	if l.Remedy != nil {
		remedy = l.Remedy(err)
	}
	return Failure("Cannot list the "+l.Title, err, remedy, nil)
}

func (o Listed) result(ctx context.Context, req list.ListRequest) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName, result.Diagnostics = o.DisplayName, o.Diagnostics
	result.Diagnostics.Append(result.Identity.Set(ctx, o.Identity)...)
	if req.IncludeResource {
		result.Diagnostics.Append(result.Resource.Set(ctx, o.Model)...)
	}
	return result
}

// listing is a list resource whose config block is decoded into an M.
type listing[C, M, T any] struct {
	ListResource[C]
	find func(ctx context.Context, client C, config M) Listing[T]
}

// NewList returns a list resource; find says what the config block, decoded into an M, asks for.
func NewList[C, M, T any](typeName string, config func() schema.Schema, find func(ctx context.Context, client C, config M) Listing[T]) list.ListResource {
	return &listing[C, M, T]{ListResource[C]{TypeName: typeName, DefineConfig: config}, find}
}

// NewWholeList returns a list resource without arguments.
func NewWholeList[C, T any](typeName, about string, collection func(ctx context.Context, client C) Listing[T]) list.ListResource {
	config := func() schema.Schema { return schema.Schema{MarkdownDescription: about} }
	return NewList(typeName, config, func(ctx context.Context, client C, _ struct{}) Listing[T] { return collection(ctx, client) })
}

// List streams what is asked for.
func (l *listing[C, M, T]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config M
	if l.Begin(ctx, req, stream, &config) {
		stream.Results = ListResults(ctx, req, l.find(ctx, l.Client, config))
	}
}

// Whole yields what a call returns at once, where there are no pages or all of them are needed.
func Whole[T any](objects []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		if err != nil {
			yield(*new(T), err)
			return
		}
		for _, object := range objects {
			if !yield(object, nil) {
				return
			}
		}
	}
}
