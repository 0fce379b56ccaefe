package acctest

import (
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Found is one result of a list: the object as it is listed.
type Found struct {
	DisplayName string
	Identity    Attrs
	// Object has the attributes of the resource.
	Object Attrs
}

// DefaultLimit is how many objects Terraform lists unless it is told another number.
const DefaultLimit = 100

// List is what `terraform query -generate-config-out` does with a list block of this type: it reads
// no more than limit results.
func (tf *Terraform) List(config Attrs, limit int64) ([]Found, Outcome) {
	tf.t.Helper()
	var out Outcome
	ctx := tf.t.Context()
	p := tf.start(ctx, &out)
	if p == nil {
		return nil, out
	}
	server, ok := p.server.(tfprotov6.ListResourceServer)
	known, err := schemas()
	if err != nil || !ok || known.ListResourceSchemas[tf.typeName] == nil {
		tf.t.Fatalf("the provider does not list %s: %v", tf.typeName, err)
	}
	block := tf.dynamic(known.ListResourceSchemas[tf.typeName].ValueType(), config)
	validated, err := server.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: tf.typeName, Config: block})
	if err != nil {
		tf.t.Fatal(err)
	}
	if out.add(validated.Diagnostics); out.Failed() {
		return nil, out
	}
	stream, err := server.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: tf.typeName, Config: block, Limit: limit, IncludeResource: true})
	if err != nil {
		tf.t.Fatal(err)
	}
	var all []Found
	for result := range stream.Results {
		out.add(result.Diagnostics)
		if result.Identity == nil {
			continue
		}
		identity, err := result.Identity.IdentityData.Unmarshal(p.identity.ValueType())
		if err != nil {
			tf.t.Fatal(err)
		}
		// Terraform sorts the sets that it gets, and so does what encodes a value.
		object, err := encode(p.schema.ValueType(), decode(tf.value(p, result.Resource)))
		if err != nil {
			tf.t.Fatal(err)
		}
		all = append(all, Found{result.DisplayName, asAttrs(identity), asAttrs(object)})
		if int64(len(all)) == limit {
			break
		}
	}
	return all, out
}

// Adopt imports what a list has found, and plans the configuration that is generated of what the
// list shows. It fails the test where the import reads anything else than that.
func (tf *Terraform) Adopt(found Found) Outcome {
	tf.t.Helper()
	if out := tf.ImportIdentity(found.Identity); out.Failed() {
		return out
	}
	if diff := cmp.Diff(found.Object, tf.State.Attrs()); diff != "" {
		tf.t.Errorf("%s: the import differs from the list (-list +import):\n%s", found.DisplayName, diff)
	}
	var out Outcome
	p := tf.start(tf.t.Context(), &out)
	if p == nil {
		return out
	}
	generated, err := p.server.GenerateResourceConfig(tf.t.Context(), &tfprotov6.GenerateResourceConfigRequest{
		TypeName: tf.typeName, State: tf.dynamic(p.schema.ValueType(), found.Object),
	})
	if err != nil {
		tf.t.Fatal(err)
	}
	if out.add(generated.Diagnostics); out.Failed() {
		return out
	}
	return tf.Plan(asAttrs(tf.value(p, generated.Config)))
}

func asAttrs(value tftypes.Value) Attrs {
	attrs, _ := decode(value).(Attrs)
	return attrs
}
