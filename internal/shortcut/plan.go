package shortcut

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Unchanged reports whether what Terraform proposes, with the defaults of what the configuration
// leaves out, is the prior state byte for byte. The plan is the prior state then: a plan modifier
// leaves alone what is planned as it was, and nothing becomes unknown. It is false whenever that is
// not certain.
func (s *Schema) Unchanged(ctx context.Context, config, proposed, prior *tfprotov6.DynamicValue) bool {
	if config == nil || proposed == nil || prior == nil {
		return false
	}
	v := values{newCursor(config.MsgPack), newCursor(proposed.MsgPack), newCursor(prior.MsgPack)}
	return s.root.unchanged(ctx, v) && v.config.rest.Len() == 0 && v.proposed.rest.Len() == 0 && v.prior.rest.Len() == 0
}

// values are the same place in three values, read side by side.
type values struct{ config, proposed, prior cursor }

// null is how a null value is encoded.
var null = []byte{0xc0}

func (o object) unchanged(ctx context.Context, v values) bool {
	if v.config.members() != len(o) || v.proposed.members() != len(o) || v.prior.members() != len(o) {
		return false
	}
	for _, a := range o {
		known := bytes.Equal(v.config.next(), a.key) && bytes.Equal(v.proposed.next(), a.key) && bytes.Equal(v.prior.next(), a.key)
		if !known || !a.unchanged(ctx, v) {
			return false
		}
	}
	return true
}

func (a *attribute) unchanged(ctx context.Context, v values) bool {
	code, err := v.config.PeekCode()
	if err != nil {
		return false
	}
	configured := code != null[0]
	if configured && a.nested != nil {
		return a.nestedUnchanged(ctx, v)
	}
	read := v.config.next() != nil
	planned := v.proposed.next()
	prior, formed := a.formed(ctx, v.prior)
	switch {
	case configured:
	case a.byDefault != nil:
		planned = a.byDefault
	case a.nested.defaultsWithin() && !bytes.Equal(prior, null):
		// The framework may put defaults into what is planned though nothing is configured.
		return false
	}
	return read && formed && planned != nil && bytes.Equal(planned, prior)
}

func (a *attribute) nestedUnchanged(ctx context.Context, v values) bool {
	count := 1
	if a.list {
		count = v.config.elements()
		if count < 0 || v.proposed.elements() != count || v.prior.elements() != count {
			return false
		}
	}
	for range count {
		if !a.nested.unchanged(ctx, v) {
			return false
		}
	}
	return true
}

// formed reads the prior value of an attribute and reports whether the type of a text has nothing
// to say about it: the framework asks it in every plan.
func (a *attribute) formed(ctx context.Context, prior cursor) (encoded []byte, ok bool) {
	if code, err := prior.PeekCode(); a.form == nil || err != nil || code == null[0] {
		return prior.next(), err == nil
	}
	from := prior.offset()
	text, err := prior.DecodeString()
	if err != nil {
		return nil, false
	}
	value, diags := a.form.ValueFromString(ctx, basetypes.NewStringValue(text))
	return prior.encoded[from:prior.offset()], len(diags) == 0 && quiet(ctx, value)
}

// quiet reports whether the type of a value has nothing to say about it.
func quiet(ctx context.Context, value attr.Value) bool {
	judge, ok := value.(xattr.ValidateableAttribute)
	if !ok {
		return true
	}
	var resp xattr.ValidateAttributeResponse
	judge.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{}, &resp)
	return len(resp.Diagnostics) == 0
}
