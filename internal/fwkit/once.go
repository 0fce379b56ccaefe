package fwkit

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// Announce warns of a create that did not end in a plainly answered POST: the object was there
// before, or only part of it could be seen. object names it with its key and amount, because
// Terraform folds warnings of one summary together.
func Announce[T any](diags *diag.Diagnostics, object string, result once.Result[T]) {
	if result.Outcome == once.Adopted {
		diags.AddWarning("Adopted: "+object,
			"An identical object already existed under the same key, so nothing was created. This resource manages it now: an earlier run that lost its answer created it, or somebody did by hand. "+
				"If another resource manages it too, remove one of the two.")
	}
	if result.Incomplete {
		diags.AddWarning("Only part was found: "+object,
			"The service shows some but not all of what belongs to it. It was not created again. Look at it in the service before the next apply.")
	}
}

// CreateFailure turns the error of an exactly-once create into diagnostics. For objects that exist
// already it lists the import blocks to paste, with the import id that importID makes of each id;
// nil: the id itself.
func CreateFailure(typeName, object string, err error, remedy string, importID func(id string) string) diag.Diagnostics {
	var diags diag.Diagnostics
	conflict, exists := errors.AsType[*once.ConflictError](err)
	unsettled, unknown := errors.AsType[*once.UnsettledError](err)
	detail := upperFirst(err.Error()) + ".\n\n"
	switch {
	case exists && conflict.Managed:
		diags.AddError("Cannot create "+object+": it already exists", detail+
			"Nothing was created. If another resource is being renamed or destroyed, apply again when that has finished. If two resources stand for one object, remove one of them.")
	case exists:
		var blocks strings.Builder
		for _, found := range conflict.Found {
			id := found.ID
			if importID != nil {
				id = importID(id)
			}
			fmt.Fprintf(&blocks, "\n\nimport {\n  to = %s.NAME\n  id = %q\n}", typeName, id)
			if found.Text != "" {
				fmt.Fprintf(&blocks, " # %s", found.Text)
			}
		}
		sent := "Nothing was created."
		if conflict.Posted {
			sent = "A request to create it was sent before and its answer was lost; it is not sent again."
		}
		diags.AddError("Cannot create "+object+": it already exists", detail+sent+
			" Import the right one, with the name of your resource in place of NAME; or give this one another key; or remove the other one in the service."+blocks.String())
	case unknown:
		diags.AddError("Cannot tell whether it was created: "+object, upperFirst(unsettled.Error())+
			".\n\nApply again: the next run looks for it first and creates it only if it is not there. settle_timeout in the provider block decides how long one run looks.")
	case errors.Is(err, once.ErrClaimed):
		diags.AddError("Declared twice: "+object, detail+"Nothing was created for this one. Remove one of the two resources, or give it another key.")
	default:
		return Failure("Cannot create "+object, err, remedy, nil)
	}
	return diags
}
