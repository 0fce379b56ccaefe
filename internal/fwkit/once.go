package fwkit

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// Announce warns of a create that did not end in a plainly answered POST: the
// object was there before, or only part of it could be seen. object names it
// with its key and amount, because Terraform folds warnings of one summary
// together.
func Announce[T any](diags *diag.Diagnostics, object string, result once.Result[T]) {
	if result.Outcome == once.Adopted {
		diags.AddWarning("Adopted: "+object,
			"An identical object existed already under the same key, and nothing was posted. It is managed by this resource now: an earlier run that lost its answer made it, or somebody did by hand. "+
				"If another resource manages it too, remove one of the two.")
	}
	if result.Incomplete {
		diags.AddWarning("Seen only in part: "+object,
			"The service shows some but not all of what belongs to it. It was not posted again. Look at it in the service before the next apply.")
	}
}

// CreateFailure turns the error of an exactly-once create into diagnostics. For
// objects that exist already it lists the import blocks to paste, with the ids
// that importID gives.
func CreateFailure[T any](typeName, object string, err error, remedy string, importID func(T) string) diag.Diagnostics {
	var diags diag.Diagnostics
	var conflict *once.ConflictError[T]
	var unsettled *once.UnsettledError
	switch {
	case errors.As(err, &conflict) && conflict.Managed:
		diags.AddError("Exists already: "+object, conflict.Error()+
			".\n\nNothing was posted. If that resource was to give up this name, apply again once that has succeeded; if two resources stand for one object, remove one of them.")
	case errors.As(err, &conflict):
		var blocks strings.Builder
		for _, found := range conflict.Found {
			fmt.Fprintf(&blocks, "\n\nimport {\n  to = %s.NAME\n  id = %q\n}", typeName, importID(found))
		}
		posted := "Nothing was posted."
		if conflict.Posted {
			posted = "A request to create it was sent before and its answer was lost; it is not sent again."
		}
		diags.AddError("Exists already: "+object, conflict.Error()+".\n\n"+posted+
			" Import the right one with the name of your resource in place of NAME, give this one another key, or remove what is not wanted in the service."+blocks.String())
	case errors.As(err, &unsettled):
		diags.AddError("Not known whether it was created: "+object, unsettled.Error()+
			".\n\nApply again: the next run looks for it first and posts only if it is not there. settle_timeout in the provider block decides how long one run looks.")
	case errors.Is(err, once.ErrClaimed):
		diags.AddError("Declared twice: "+object, err.Error()+".\n\nNothing was posted for this one. Remove one of the two resources, or give it another key.")
	default:
		return Failure("Cannot create "+object, err, remedy, nil)
	}
	return diags
}
