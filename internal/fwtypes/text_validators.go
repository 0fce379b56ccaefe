package fwtypes

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

var (
	_ validator.String = notEmpty{}
	_ validator.List   = notEmpty{}
	_ validator.Set    = notEmpty{}
	_ validator.String = textRule{}
)

const emptyProblem = "must not be empty; write a value, or null to leave an optional argument out."

type notEmpty struct{}

// NotEmpty returns a validator that refuses empty texts. Modules pass them on for what is not set,
// so the message says what does stand for that.
func NotEmpty() validator.String { return notEmpty{} }

// NotEmptyList is NotEmpty for lists.
func NotEmptyList() validator.List { return notEmpty{} }

// NotEmptySet is NotEmpty for sets.
func NotEmptySet() validator.Set { return notEmpty{} }

func (notEmpty) Description(context.Context) string { return "The value must not be empty." }

func (n notEmpty) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (n notEmpty) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	n.check(&resp.Diagnostics, req.Path, req.ConfigValue, len(req.ConfigValue.ValueString()))
}

func (n notEmpty) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	n.check(&resp.Diagnostics, req.Path, req.ConfigValue, len(req.ConfigValue.Elements()))
}

func (n notEmpty) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	n.check(&resp.Diagnostics, req.Path, req.ConfigValue, len(req.ConfigValue.Elements()))
}

func (notEmpty) check(diags *diag.Diagnostics, at path.Path, value attr.Value, length int) {
	if known(value) && length == 0 {
		refuse(diags, at, "Empty value", emptyProblem)
	}
}

// ValidName returns the validator of every text by which an object is found: not empty, without
// blanks at its ends, tabs, line breaks and other control characters. A service may drop them, and
// the object then stands under another name than the one it is looked for by.
func ValidName() validator.String {
	return TextRule("Invalid name", "The name must not be empty, begin or end with a blank, or hold tabs or line breaks.", nameProblem)
}

type textRule struct {
	summary, description string
	problem              func(text string) string
}

// TextRule returns a validator of texts. problem says what is wrong with one and what to write, ""
// where nothing is; it becomes an error of that summary. Null and unknown pass.
func TextRule(summary, description string, problem func(text string) string) validator.String {
	return textRule{summary, description, problem}
}

func (r textRule) Description(context.Context) string { return r.description }

func (r textRule) MarkdownDescription(context.Context) string { return r.description }

func (r textRule) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if problem := r.problem(req.ConfigValue.ValueString()); problem != "" && known(req.ConfigValue) {
		refuse(&resp.Diagnostics, req.Path, r.summary, problem)
	}
}

// IsName reports whether a text passes [ValidName].
func IsName(text string) bool { return nameProblem(text) == "" }

func nameProblem(text string) string {
	switch {
	case text == "":
		return emptyProblem
	case strings.ContainsFunc(text, unicode.IsControl):
		return fmt.Sprintf("%s holds a tab, a line break or another control character; take it out. A heredoc ends in a line break: write the name in quotes, or use chomp().", quote(text))
	case strings.TrimSpace(text) != text:
		return fmt.Sprintf("%s begins or ends with a blank; take it away, for example with trimspace().", quote(text))
	}
	return ""
}
