package shortcut

import (
	"bytes"
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
)

// unknown is how a value that is not known is encoded.
var unknown = []byte{0xd4, 0, 0}

// New returns the plan of a new object before the resource has modified it: what is configured,
// defaults, and unknown for what is computed. Plan modifiers of attributes leave a new object
// alone. It is nil whenever the plan is not certain; the configuration has to be known altogether.
func (s *Schema) New(ctx context.Context, config, proposed, prior *tfprotov6.DynamicValue) *tfprotov6.DynamicValue {
	if config == nil || proposed == nil || prior == nil || !bytes.Equal(prior.MsgPack, null) || !bytes.Equal(proposed.MsgPack, config.MsgPack) {
		return nil
	}
	var planned bytes.Buffer
	c := newCursor(config.MsgPack)
	if !s.root.plan(ctx, c, &planned) || c.rest.Len() > 0 {
		return nil
	}
	return &tfprotov6.DynamicValue{MsgPack: planned.Bytes()}
}

func (o object) plan(ctx context.Context, config cursor, planned *bytes.Buffer) bool {
	if config.members() != len(o) || msgpack.NewEncoder(planned).EncodeMapLen(len(o)) != nil {
		return false
	}
	for _, a := range o {
		if !bytes.Equal(config.next(), a.key) {
			return false
		}
		planned.Write(a.key)
		if !a.plan(ctx, config, planned) {
			return false
		}
	}
	return true
}

func (a *attribute) plan(ctx context.Context, config cursor, planned *bytes.Buffer) bool {
	code, err := config.PeekCode()
	switch {
	case err != nil:
		return false
	case code == null[0] && a.byDefault != nil:
		planned.Write(a.byDefault)
		return config.DecodeNil() == nil && (bytes.Equal(a.byDefault, none) || !a.nested.computedWithin())
	case code == null[0] && a.computed:
		planned.Write(unknown)
		return config.DecodeNil() == nil
	case code == null[0] || a.nested == nil:
		encoded, formed := a.formed(ctx, config)
		planned.Write(encoded)
		return formed && encoded != nil
	case !a.list:
		return a.nested.plan(ctx, config, planned)
	}
	count := config.elements()
	if count < 0 || msgpack.NewEncoder(planned).EncodeArrayLen(count) != nil {
		return false
	}
	for range count {
		if !a.nested.plan(ctx, config, planned) {
			return false
		}
	}
	return true
}

// none is how an empty list is encoded.
var none = []byte{0x90}

// computedWithin reports whether something in the object is computed: the framework looks into
// defaults too for what becomes unknown.
func (o object) computedWithin() bool {
	for _, a := range o {
		if a.computed || a.nested.computedWithin() {
			return true
		}
	}
	return false
}
