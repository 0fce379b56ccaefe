package acctest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// Terraform runs one resource through plan, apply, destroy and import by talking to the provider's
// protocol server, with the calls Terraform makes in the order it makes them: a process of its own
// for planning and another one for applying, a second plan while applying, replacement as two
// objects, and taint where a create answers state and error. It holds the state between commands,
// as a state file does.
type Terraform struct {
	t        testing.TB
	connect  func() (tfprotov6.ProviderServer, error)
	typeName string
	provider Attrs
	reading  bool
	commands int
	held     *process

	// State is the object in the state file; nil when there is none.
	State *Object
	// Tainted is set by a create that answered both state and error.
	Tainted bool
}

// NewTerraform returns a driver of the resource or data source typeName of the provider that
// factory makes, configured with the given provider block.
func NewTerraform(t testing.TB, factory func() provider.Provider, block Attrs, typeName string) *Terraform {
	connect := func() (tfprotov6.ProviderServer, error) {
		if _, measured := t.(*testing.B); measured {
			return mint.NewServer(factory()), nil
		}
		return mint.NewServer(factory(), mint.BothWays()), nil
	}
	return &Terraform{t: t, connect: connect, typeName: typeName, provider: block}
}

// Connect replaces how a process of the provider is started: connect is called once for each
// process a command needs, and may return one that other drivers use too, as the resources of one
// configuration share theirs.
func (tf *Terraform) Connect(connect func() (tfprotov6.ProviderServer, error)) { tf.connect = connect }

// Object is one object as a state file keeps it.
type Object struct {
	value    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// Attrs returns the object's attributes.
func (o *Object) Attrs() Attrs {
	attrs, _ := decode(o.value).(Attrs)
	return attrs
}

// Put makes attrs the object in the state file, as a run before this one left it.
func (tf *Terraform) Put(attrs Attrs) {
	tf.t.Helper()
	known, err := schemas()
	if err != nil {
		tf.t.Fatal(err)
	}
	value, err := encode(known.ResourceSchemas[tf.typeName].ValueType(), attrs)
	if err != nil {
		tf.t.Fatal(err)
	}
	tf.State = &Object{value: value}
}

// Actions of a plan.
const (
	NoOp    = "no-op"
	Create  = "create"
	Update  = "update"
	Replace = "replace"
	Delete  = "delete"
)

// Outcome is what one command did.
type Outcome struct {
	// Action is what was planned: NoOp, Create, Update, Replace or Delete.
	Action string
	// Planned is the planned new state; nil for a destroy.
	Planned Attrs
	// Errors and Warnings are "summary: detail", from all calls in order.
	Errors, Warnings []string
	// Progress is what an action told while it was invoked.
	Progress []string
}

// Failed reports whether the command ended in an error.
func (o Outcome) Failed() bool { return len(o.Errors) > 0 }

// Option changes a command as a flag of Terraform does.
type Option func(*command)

type command struct {
	ctx         context.Context
	skipRefresh bool
	replace     bool
	known       Attrs
	between     func()
	started     func(stop func())
}

// WithoutRefresh is -refresh=false.
func WithoutRefresh() Option { return func(c *command) { c.skipRefresh = true } }

// Replacing is -replace.
func Replacing() Option { return func(c *command) { c.replace = true } }

// Resolving gives the configuration as it is once applied, where the planned one holds Unknown.
func Resolving(config Attrs) Option { return func(c *command) { c.known = config } }

// Between runs f after the plan and before the apply.
func Between(f func()) Option { return func(c *command) { c.between = f } }

// Stopping hands over the function that does what one Ctrl-C does, when the applying process has
// started.
func Stopping(f func(stop func())) Option { return func(c *command) { c.started = f } }

// process is one start of the provider.
type process struct {
	server   tfprotov6.ProviderServer
	schema   *tfprotov6.Schema
	identity *tfprotov6.ResourceIdentitySchema // nil where there is none
}

// Hold starts a process that all commands of this driver and of the others, of the same type, use
// from now on, configured once, so that a benchmark measures what objects cost and not what a start
// does.
func (tf *Terraform) Hold(others ...*Terraform) {
	tf.t.Helper()
	var out Outcome
	tf.held = nil
	if tf.held = tf.start(tf.t.Context(), &out); tf.held == nil {
		tf.t.Fatal(out.Errors)
	}
	for _, other := range others {
		other.held = tf.held
	}
}

// Release ends a Hold: commands start processes again.
func (tf *Terraform) Release() { tf.held = nil }

// providerSchemas is what the provider answers about its types.
type providerSchemas struct {
	*tfprotov6.GetProviderSchemaResponse
	identities map[string]*tfprotov6.ResourceIdentitySchema
}

// schemas asks for the schemas once in a test binary: they are the same in every process of the
// provider, and making them all takes longer than most commands.
var schemas = sync.OnceValues(func() (providerSchemas, error) {
	server := mint.NewServer(mint.New("test")())
	known, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return providerSchemas{}, err
	}
	identities, err := server.GetResourceIdentitySchemas(context.Background(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return providerSchemas{}, err
	}
	return providerSchemas{known, identities.IdentitySchemas}, nil
})

// start starts and configures a provider process.
func (tf *Terraform) start(ctx context.Context, out *Outcome) *process {
	tf.t.Helper()
	if tf.held != nil {
		return tf.held
	}
	server, err := tf.connect()
	if err != nil {
		tf.t.Fatal(err)
	}
	known, err := schemas()
	if err != nil {
		tf.t.Fatal(err)
	}
	p := &process{server: server, schema: known.DataSourceSchemas[tf.typeName]}
	if action := known.ActionSchemas[tf.typeName]; action != nil {
		p.schema = action.Schema
	} else if !tf.reading {
		p.schema = known.ResourceSchemas[tf.typeName]
		p.identity = known.identities[tf.typeName]
	}
	if p.schema == nil {
		tf.t.Fatalf("the provider has no %s", tf.typeName)
	}
	config := tf.dynamic(known.Provider.ValueType(), tf.provider)
	validated, err := server.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(validated.Diagnostics)
	if out.Failed() {
		return nil
	}
	configured, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.4", Config: config})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(configured.Diagnostics)
	if out.Failed() {
		return nil
	}
	return p
}

// Validate is `terraform validate`: no configured provider.
func (tf *Terraform) Validate(config Attrs) Outcome {
	tf.t.Helper()
	var out Outcome
	if p := tf.start(tf.t.Context(), &out); p != nil {
		tf.validate(tf.t.Context(), p, config, &out)
	}
	return out
}

func (tf *Terraform) validate(ctx context.Context, p *process, config Attrs, out *Outcome) {
	resp, err := p.server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: tf.typeName, Config: tf.dynamic(p.schema.ValueType(), config),
	})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(resp.Diagnostics)
}

// Plan is `terraform plan`: it changes nothing but what a refresh changes.
func (tf *Terraform) Plan(config Attrs, options ...Option) Outcome {
	tf.t.Helper()
	out, _ := tf.plan(config, read(tf.t, options))
	return out
}

// Apply is `terraform apply`.
func (tf *Terraform) Apply(config Attrs, options ...Option) Outcome {
	tf.t.Helper()
	c := read(tf.t, options)
	out, planned := tf.plan(config, c)
	if out.Failed() || out.Action == NoOp {
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
	if out.Action == Replace || out.Action == Delete {
		if !tf.destroy(c.ctx, p, &out) || out.Action == Delete {
			return out
		}
	}
	tf.write(c.ctx, p, config, planned, &out)
	return out
}

// Destroy is `terraform destroy`: it plans an update against the configuration's state first, as
// Terraform does when it refreshes, and then the destroy.
func (tf *Terraform) Destroy(options ...Option) Outcome {
	tf.t.Helper()
	return tf.Apply(nil, options...)
}

// Refresh is `terraform refresh`.
func (tf *Terraform) Refresh() Outcome {
	tf.t.Helper()
	var out Outcome
	if p := tf.start(tf.t.Context(), &out); p != nil {
		tf.refresh(tf.t.Context(), p, &out)
	}
	return out
}

// Import is `terraform import` with an id.
func (tf *Terraform) Import(id string) Outcome {
	tf.t.Helper()
	return tf.importState(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, ID: id})
}

// ImportIdentity is an import block with an identity.
func (tf *Terraform) ImportIdentity(identity Attrs) Outcome {
	tf.t.Helper()
	var out Outcome
	p := tf.start(tf.t.Context(), &out)
	if p == nil {
		return out
	}
	value := tf.dynamic(p.identity.ValueType(), identity)
	return tf.importState(&tfprotov6.ImportResourceStateRequest{TypeName: tf.typeName, Identity: &tfprotov6.ResourceIdentityData{IdentityData: value}})
}

// Identity returns the identity of the object in the state.
func (tf *Terraform) Identity() Attrs {
	tf.t.Helper()
	var out Outcome
	p := tf.start(tf.t.Context(), &out)
	if p == nil || tf.State == nil || tf.State.identity == nil {
		return nil
	}
	value, err := tf.State.identity.IdentityData.Unmarshal(p.identity.ValueType())
	if err != nil {
		tf.t.Fatal(err)
	}
	attrs, _ := decode(value).(Attrs)
	return attrs
}

// DataSource reads the data source.
func (tf *Terraform) DataSource(config Attrs) (Attrs, Outcome) {
	tf.t.Helper()
	tf.reading = true
	defer func() { tf.reading = false }()
	var out Outcome
	ctx := tf.t.Context()
	p := tf.start(ctx, &out)
	if p == nil {
		return nil, out
	}
	value := tf.dynamic(p.schema.ValueType(), config)
	validated, err := p.server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: tf.typeName, Config: value})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(validated.Diagnostics)
	if out.Failed() {
		return nil, out
	}
	resp, err := p.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: tf.typeName, Config: value})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(resp.Diagnostics)
	if out.Failed() {
		return nil, out
	}
	attrs, _ := decode(tf.value(p, resp.State)).(Attrs)
	return attrs, out
}

func read(t testing.TB, options []Option) *command {
	c := &command{ctx: t.Context()}
	for _, option := range options {
		option(c)
	}
	return c
}

// refresh reads the object, with its identity in the state file at every other time, beginning
// without: Terraform keeps identities from 1.12 on.
func (tf *Terraform) refresh(ctx context.Context, p *process, out *Outcome) {
	if tf.State == nil {
		return
	}
	if tf.commands++; tf.commands%2 == 1 {
		tf.State.identity = nil
	}
	resp, err := p.server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: tf.typeName, CurrentState: tf.raw(p, tf.State.value), Private: tf.State.private, CurrentIdentity: tf.State.identity,
	})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(resp.Diagnostics)
	if out.Failed() {
		return
	}
	tf.keep(tf.value(p, resp.NewState), resp.Private, resp.NewIdentity)
}

func (tf *Terraform) keep(value tftypes.Value, private []byte, identity *tfprotov6.ResourceIdentityData) {
	if value.IsNull() {
		tf.State, tf.Tainted = nil, false
		return
	}
	value, err := tftypes.Transform(value, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) { return inOrder(v), nil })
	must(err)
	tf.State = &Object{value: value, private: private, identity: identity}
}

func (tf *Terraform) plan(config Attrs, c *command) (Outcome, *tfprotov6.PlanResourceChangeResponse) {
	tf.t.Helper()
	var out Outcome
	p := tf.start(c.ctx, &out)
	if p == nil {
		return out, nil
	}
	if config != nil {
		if tf.validate(c.ctx, p, config, &out); out.Failed() {
			return out, nil
		}
	}
	if !c.skipRefresh {
		if tf.refresh(c.ctx, p, &out); out.Failed() {
			return out, nil
		}
	}
	if config == nil {
		out.Action = NoOp
		if tf.State != nil {
			out.Action = Delete
			tf.planChange(c.ctx, p, tf.State, nil, &out)
		}
		return out, nil
	}
	if tf.State == nil || tf.Tainted {
		out.Action = Create
		if tf.Tainted {
			out.Action = Replace
		}
		return out, tf.planChange(c.ctx, p, nil, config, &out)
	}
	planned := tf.planChange(c.ctx, p, tf.State, config, &out)
	switch {
	case out.Failed():
	case len(planned.RequiresReplace) > 0 || c.replace:
		out.Action = Replace
		planned = tf.planChange(c.ctx, p, nil, config, &out)
	case tf.value(p, planned.PlannedState).Equal(tf.State.value):
		out.Action = NoOp
	default:
		out.Action = Update
	}
	return out, planned
}

// planChange plans from prior (nil: create) to config (nil: destroy).
func (tf *Terraform) planChange(ctx context.Context, p *process, prior *Object, config Attrs, out *Outcome) *tfprotov6.PlanResourceChangeResponse {
	ty := p.schema.ValueType()
	req := &tfprotov6.PlanResourceChangeRequest{
		TypeName: tf.typeName, PriorState: tf.dynamic(ty, nil), ProposedNewState: tf.dynamic(ty, nil), Config: tf.dynamic(ty, nil),
	}
	before, configured := tftypes.NewValue(ty, nil), tftypes.NewValue(ty, nil)
	if prior != nil {
		before = prior.value
		req.PriorState, req.PriorPrivate, req.PriorIdentity = tf.raw(p, prior.value), prior.private, prior.identity
	}
	if config != nil {
		var err error
		if configured, err = encode(ty, config); err != nil {
			tf.t.Fatal(err)
		}
		req.Config = tf.raw(p, configured)
		req.ProposedNewState = tf.raw(p, proposed(p.schema.Block.Attributes, before, configured))
	}
	resp, err := p.server.PlanResourceChange(ctx, req)
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(resp.Diagnostics)
	if !out.Failed() && resp.PlannedState != nil {
		planned := tf.value(p, resp.PlannedState)
		if problem := invalid(p.schema.Block.Attributes, before, configured, planned); problem != "" {
			out.Errors = append(out.Errors, "Provider produced invalid plan: "+problem)
		}
		out.Planned, _ = decode(planned).(Attrs)
	}
	return resp
}

func (tf *Terraform) destroy(ctx context.Context, p *process, out *Outcome) bool {
	null := tf.dynamic(p.schema.ValueType(), nil)
	resp, err := p.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: tf.typeName, PriorState: tf.raw(p, tf.State.value), PlannedState: null, Config: null,
		PlannedPrivate: tf.State.private, PlannedIdentity: tf.State.identity,
	})
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(resp.Diagnostics)
	tf.keep(tf.value(p, resp.NewState), resp.Private, resp.NewIdentity)
	return tf.State == nil
}

// write applies a create or an update: it plans again, as Terraform does, and checks what Terraform
// checks of both plans and of the new state.
func (tf *Terraform) write(ctx context.Context, p *process, config Attrs, first *tfprotov6.PlanResourceChangeResponse, out *Outcome) {
	tf.t.Helper()
	creating := tf.State == nil
	planned := tf.planChange(ctx, p, tf.State, config, out)
	if out.Failed() {
		return
	}
	if len(planned.RequiresReplace) > 0 && !creating {
		out.Errors = append(out.Errors, "Provider produced inconsistent final plan: replacement was not announced")
		return
	}
	if problem := contradiction(tf.value(p, first.PlannedState), tf.value(p, planned.PlannedState)); problem != "" {
		out.Errors = append(out.Errors, "Provider produced inconsistent final plan: "+problem)
		return
	}
	req := &tfprotov6.ApplyResourceChangeRequest{
		TypeName: tf.typeName, PriorState: tf.dynamic(p.schema.ValueType(), nil), PlannedState: planned.PlannedState,
		Config: tf.dynamic(p.schema.ValueType(), config), PlannedPrivate: planned.PlannedPrivate, PlannedIdentity: planned.PlannedIdentity,
	}
	if !creating {
		req.PriorState = tf.raw(p, tf.State.value)
	}
	resp, err := p.server.ApplyResourceChange(ctx, req)
	if err != nil {
		tf.t.Fatal(err)
	}
	failedBefore := len(out.Errors)
	out.add(resp.Diagnostics)
	failed := len(out.Errors) > failedBefore
	after := tf.value(p, resp.NewState)
	if !failed {
		if !after.IsFullyKnown() {
			out.Errors = append(out.Errors, "Provider returned invalid result object after apply: unknown values remain")
		}
		if problem := contradiction(tf.value(p, planned.PlannedState), after); problem != "" {
			out.Errors = append(out.Errors, "Provider produced inconsistent result after apply: "+problem)
		}
		if p.identity != nil && resp.NewIdentity == nil {
			out.Errors = append(out.Errors, "Provider returned no identity after apply")
		}
	}
	tf.keep(after, resp.Private, resp.NewIdentity)
	tf.Tainted = creating && failed && tf.State != nil
}

func (tf *Terraform) importState(req *tfprotov6.ImportResourceStateRequest) Outcome {
	tf.t.Helper()
	var out Outcome
	ctx := tf.t.Context()
	p := tf.start(ctx, &out)
	if p == nil {
		return out
	}
	resp, err := p.server.ImportResourceState(ctx, req)
	if err != nil {
		tf.t.Fatal(err)
	}
	out.add(resp.Diagnostics)
	if out.Failed() {
		return out
	}
	if len(resp.ImportedResources) != 1 {
		tf.t.Fatalf("%d objects were imported", len(resp.ImportedResources))
	}
	imported := resp.ImportedResources[0]
	tf.keep(tf.value(p, imported.State), imported.Private, imported.Identity)
	if tf.refresh(ctx, p, &out); out.Failed() {
		tf.State = nil
		return out
	}
	if tf.State == nil {
		out.Errors = append(out.Errors, "Cannot import non-existent remote object")
	}
	return out
}

func (tf *Terraform) dynamic(ty tftypes.Type, attrs Attrs) *tfprotov6.DynamicValue {
	tf.t.Helper()
	var v any
	if attrs != nil {
		v = attrs
	}
	value, err := encode(ty, v)
	if err != nil {
		tf.t.Fatal(err)
	}
	dynamic, err := tfprotov6.NewDynamicValue(ty, value)
	if err != nil {
		tf.t.Fatal(err)
	}
	return &dynamic
}

func (tf *Terraform) raw(p *process, value tftypes.Value) *tfprotov6.DynamicValue {
	tf.t.Helper()
	dynamic, err := tfprotov6.NewDynamicValue(p.schema.ValueType(), value)
	if err != nil {
		tf.t.Fatal(err)
	}
	return &dynamic
}

func (tf *Terraform) value(p *process, dynamic *tfprotov6.DynamicValue) tftypes.Value {
	tf.t.Helper()
	if dynamic == nil {
		return tftypes.NewValue(p.schema.ValueType(), nil)
	}
	value, err := dynamic.Unmarshal(p.schema.ValueType())
	if err != nil {
		tf.t.Fatal(err)
	}
	return value
}

func (o *Outcome) add(diagnostics []*tfprotov6.Diagnostic) {
	for _, d := range diagnostics {
		text := d.Summary + ": " + d.Detail
		if d.Attribute != nil {
			text = attribute(d.Attribute) + ": " + text
		}
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			o.Errors = append(o.Errors, text)
		} else {
			o.Warnings = append(o.Warnings, text)
		}
	}
}

func attribute(at *tftypes.AttributePath) string {
	var text strings.Builder
	for _, step := range at.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if text.Len() > 0 {
				text.WriteByte('.')
			}
			text.WriteString(string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&text, "[%d]", int64(step))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&text, "[%q]", string(step))
		default:
			text.WriteString("[...]")
		}
	}
	return text.String()
}

// proposed merges configuration and prior state as Terraform's core does before it asks the
// provider for a plan: what is not configured and computed keeps its prior value.
func proposed(attributes []*tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	before, configured := members(prior), members(config)
	values := map[string]tftypes.Value{}
	for _, a := range attributes {
		value := configured[a.Name]
		old, had := before[a.Name]
		switch {
		case !value.IsNull() && a.NestedType != nil && had:
			value = proposedNested(a.NestedType, old, value)
		case value.IsNull() && a.Computed && had:
			value = old
		}
		values[a.Name] = value
	}
	return tftypes.NewValue(config.Type(), values)
}

// proposedNested merges single objects and the elements of lists by index; sets are left as
// configured, since elements of theirs have no lasting identity.
func proposedNested(nested *tfprotov6.SchemaObject, prior, config tftypes.Value) tftypes.Value {
	if !config.IsKnown() || prior.IsNull() || !prior.IsKnown() {
		return config
	}
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return proposed(nested.Attributes, prior, config)
	case tfprotov6.SchemaObjectNestingModeList:
		before, configured := elements(prior), elements(config)
		for i := range configured {
			if i < len(before) {
				configured[i] = proposed(nested.Attributes, before[i], configured[i])
			}
		}
		return tftypes.NewValue(config.Type(), configured)
	default:
		return config
	}
}

// invalid names an attribute whose planned value is neither the configured one, nor the prior one,
// nor computed; empty when there is none.
func invalid(attributes []*tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value) string {
	before, configured, after := members(prior), members(config), members(planned)
	if configured == nil || after == nil {
		return ""
	}
	for _, a := range attributes {
		value, was := configured[a.Name], before[a.Name]
		switch {
		case after[a.Name].Equal(value), value.IsNull() && a.Computed, !value.IsNull() && was.Type() != nil && after[a.Name].Equal(was):
		case a.NestedType == nil || value.IsNull():
			return fmt.Sprintf("%s is %s, configured is %s", a.Name, after[a.Name], value)
		default:
			if problem := invalidNested(a.NestedType, was, value, after[a.Name]); problem != "" {
				return a.Name + problem
			}
		}
	}
	return ""
}

func invalidNested(nested *tfprotov6.SchemaObject, prior, config, planned tftypes.Value) string {
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeSingle:
		if problem := invalid(nested.Attributes, prior, config, planned); problem != "" {
			return "." + problem
		}
	case tfprotov6.SchemaObjectNestingModeList:
		before, configured, after := elements(prior), elements(config), elements(planned)
		if config.IsKnown() && len(configured) != len(after) {
			return fmt.Sprintf(" has %d elements for %d", len(after), len(configured))
		}
		for i := range configured {
			var was tftypes.Value
			if i < len(before) {
				was = before[i]
			}
			if problem := invalid(nested.Attributes, was, configured[i], after[i]); problem != "" {
				return fmt.Sprintf("[%d].%s", i, problem)
			}
		}
	}
	return ""
}

// members is an object's attributes, nil where it is null or unknown.
func members(object tftypes.Value) (all map[string]tftypes.Value) {
	if object.Type() != nil && object.IsKnown() && !object.IsNull() {
		must(object.As(&all))
	}
	return all
}

// elements is what a list holds, nothing where it is null or unknown. It is a copy, as tftypes
// hands out the list's own.
func elements(list tftypes.Value) (all []tftypes.Value) {
	if list.Type() != nil && list.IsKnown() && !list.IsNull() {
		must(list.As(&all))
	}
	return slices.Clone(all)
}

// contradiction names a value that was known in the first and is different in the second; empty
// when there is none.
func contradiction(first, second tftypes.Value) string {
	differences, err := first.Diff(second)
	if err != nil {
		return err.Error()
	}
	for _, d := range differences {
		if d.Value1 == nil || !d.Value1.IsFullyKnown() {
			continue
		}
		if d.Value1 != nil && d.Value2 != nil && d.Value1.Equal(*d.Value2) {
			continue
		}
		return fmt.Sprintf("%s was %s", attribute(d.Path), d.Value1)
	}
	return ""
}
