package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// PlanAction is what `terraform plan` does with an action that is triggered or invoked.
func (tf *Terraform) PlanAction(config Attrs) Outcome {
	tf.t.Helper()
	var out Outcome
	tf.planAction(tf.t.Context(), config, &out)
	return out
}

// Invoke is `terraform apply -invoke` of an action: it is validated and planned by one process and
// invoked by another one. Resolving gives the configuration as it is by then; Terraform neither
// validates nor plans it again.
func (tf *Terraform) Invoke(config Attrs, options ...Option) Outcome {
	tf.t.Helper()
	c := read(tf.t, options)
	var out Outcome
	if tf.planAction(c.ctx, config, &out); out.Failed() {
		return out
	}
	if c.known != nil {
		config = c.known
	}
	if c.between != nil {
		c.between()
	}
	p := tf.start(c.ctx, &out)
	if p == nil {
		return out
	}
	if c.started != nil {
		c.started(func() {
			_, _ = p.server.StopProvider(context.Background(), &tfprotov6.StopProviderRequest{})
		})
	}
	actions, ok := p.server.(tfprotov6.ActionServer)
	if !ok {
		tf.t.Fatal("the server has no actions")
	}
	stream, err := actions.InvokeAction(c.ctx, &tfprotov6.InvokeActionRequest{ActionType: tf.typeName, Config: tf.dynamic(p.schema.ValueType(), config)})
	if err != nil {
		tf.t.Fatal(err)
	}
	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			out.Progress = append(out.Progress, event.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			out.add(event.Diagnostics)
		}
	}
	return out
}

func (tf *Terraform) planAction(ctx context.Context, config Attrs, out *Outcome) {
	tf.t.Helper()
	p := tf.start(ctx, out)
	if p == nil {
		return
	}
	actions, ok := p.server.(tfprotov6.ActionServer)
	if !ok {
		tf.t.Fatal("the server has no actions")
	}
	value := tf.dynamic(p.schema.ValueType(), config)
	validated, err := actions.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: tf.typeName, Config: value})
	if err != nil {
		tf.t.Fatal(err)
	}
	if out.add(validated.Diagnostics); out.Failed() {
		return
	}
	planned, err := actions.PlanAction(ctx, &tfprotov6.PlanActionRequest{ActionType: tf.typeName, Config: value})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(planned.Diagnostics)
}
