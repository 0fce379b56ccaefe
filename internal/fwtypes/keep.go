package fwtypes

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

var _ planmodifier.String = keepSpelling{}

// KeepEmail returns the plan modifier of an argument that takes an email address: where
// configuration and state differ in case only, the state's spelling is planned.
func KeepEmail() planmodifier.String {
	return keepSpelling{same: strings.EqualFold, content: "email address"}
}

// keepSpelling plans the state's spelling of a value that did not change.
type keepSpelling struct {
	same    func(a, b string) bool
	content string
}

func (k keepSpelling) Description(context.Context) string {
	return "Another spelling of the same " + k.content + " is not a change."
}

func (k keepSpelling) MarkdownDescription(ctx context.Context) string {
	return k.Description(ctx)
}

func (k keepSpelling) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if sameValue(k.same, req.PlanValue, req.StateValue) {
		resp.PlanValue = req.StateValue
	}
}
