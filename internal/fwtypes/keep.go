package fwtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

var _ planmodifier.String = keepSpelling{}

// keepSpelling plans the state's spelling of a value that did not change.
type keepSpelling struct {
	form    form
	content string
}

func (k keepSpelling) Description(context.Context) string {
	return "Another spelling of the same " + k.content + " is not a change."
}

func (k keepSpelling) MarkdownDescription(ctx context.Context) string {
	return k.Description(ctx)
}

func (k keepSpelling) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if k.form.sameValue(req.PlanValue, req.StateValue) {
		resp.PlanValue = req.StateValue
	}
}
