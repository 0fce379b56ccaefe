package provider

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/shortcut"
)

// A short cut returns nil where the answer is not certain: then the framework is asked.

func (s *server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	ctx, end := s.begin(ctx)
	defer end()
	if state := s.shortcuts.currentState(req); state != nil {
		resp := &tfprotov6.UpgradeResourceStateResponse{UpgradedState: state}
		s.bothWays.compareUpgrade(ctx, req, resp)
		return resp, nil
	}
	return s.frameworkServer.UpgradeResourceState(ctx, req)
}

func (s *server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	ctx, end := s.begin(ctx)
	defer end()
	if s.shortcuts.valid(ctx, req) {
		s.bothWays.compareValidation(ctx, req)
		return &tfprotov6.ValidateResourceConfigResponse{}, nil
	}
	return s.frameworkServer.ValidateResourceConfig(ctx, req)
}

func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	ctx, end := s.begin(ctx)
	defer end()
	resp, reading := s.shortcuts.read(ctx, req)
	if reading != nil {
		ctx = fwkit.WithReading(ctx, reading)
	}
	if resp != nil {
		s.bothWays.compareRead(ctx, req, resp)
		return resp, nil
	}
	return s.frameworkServer.ReadResource(ctx, req)
}

func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	ctx, end := s.begin(ctx)
	defer end()
	if resp := s.shortcuts.plan(ctx, req); resp != nil {
		s.bothWays.comparePlan(ctx, req, resp)
		return resp, nil
	}
	if resp, made := s.shortcuts.planNew(ctx, req); resp != nil {
		s.bothWays.compareNew(ctx, req, resp, made)
		return resp, nil
	}
	return s.frameworkServer.PlanResourceChange(ctx, req)
}

// ReadDataSource asks the framework in any case: it decodes the configuration, and says what there
// is to say. Where the answer is written here, it gets none to write.
func (s *server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	ctx, end := s.begin(ctx)
	defer end()
	var answer *tfprotov6.DynamicValue
	if answers := s.shortcuts.answers(req.TypeName); answers != nil {
		ctx = fwkit.WithAnswer(ctx, func(ctx context.Context, model any) (ok bool) {
			answer, ok = answers.Write(ctx, req.Config, model)
			return ok && s.bothWays == nil
		})
	}
	resp, err := s.frameworkServer.ReadDataSource(ctx, req)
	if answer == nil || err != nil {
		return resp, err
	}
	s.bothWays.compareAnswer(req, resp, answer)
	resp.State = answer
	return resp, nil
}

// shortcuts knows the types of resources and data sources of the provider and what they are
// configured with.
type shortcuts struct {
	provider    *mint // nil for another one, which has no short cuts
	types       map[string]*resourceType
	dataSources map[string]func() *shortcut.Answers
	// configured returns what the provider hands to resources, nil before it is configured.
	configured func() any
}

// resourceType is one type of resource, prepared when it is first asked for.
type resourceType struct {
	newResource func() resource.Resource
	prepared    func() prepared
}

type prepared struct {
	schema   *shortcut.Schema // nil where there are no short cuts
	identity []string         // the attributes of the identity in order
}

func newShortcuts(p provider.Provider) *shortcuts {
	c := &shortcuts{types: map[string]*resourceType{}, dataSources: map[string]func() *shortcut.Answers{}, configured: func() any { return nil }}
	m, ok := p.(*mint)
	if !ok {
		return c
	}
	c.provider, c.configured = m, m.configured
	ctx := context.Background()
	for _, newResource := range p.Resources(ctx) {
		var metadata resource.MetadataResponse
		newResource().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "mint"}, &metadata)
		c.types[metadata.TypeName] = &resourceType{newResource, sync.OnceValue(func() prepared { return prepare(ctx, newResource()) })}
	}
	for _, newDataSource := range p.DataSources(ctx) {
		var metadata datasource.MetadataResponse
		newDataSource().Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "mint"}, &metadata)
		c.dataSources[metadata.TypeName] = sync.OnceValue(func() *shortcut.Answers { return prepareAnswers(ctx, newDataSource()) })
	}
	return c
}

// prepareAnswers returns nil where there are no short cuts.
func prepareAnswers(ctx context.Context, d datasource.DataSource) *shortcut.Answers {
	var schema datasource.SchemaResponse
	d.Schema(ctx, datasource.SchemaRequest{}, &schema)
	answers, err := shortcut.NewAnswers(ctx, schema.Schema, fwkit.EachField)
	if err != nil {
		return nil
	}
	return answers
}

func (c *shortcuts) answers(typeName string) *shortcut.Answers {
	if prepared, ok := c.dataSources[typeName]; ok {
		return prepared()
	}
	return nil
}

func prepare(ctx context.Context, r resource.Resource) prepared {
	identified, ok := r.(resource.ResourceWithIdentity)
	if !ok {
		return prepared{}
	}
	var schema resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &schema)
	var identity resource.IdentitySchemaResponse
	identified.IdentitySchema(ctx, resource.IdentitySchemaRequest{}, &identity)
	made, err := shortcut.New(ctx, schema.Schema)
	if err != nil {
		return prepared{}
	}
	return prepared{made, slices.Sorted(maps.Keys(identity.IdentitySchema.Attributes))}
}

// resource returns what is prepared of a type, and a resource of it that is configured as the
// framework would configure it; false where there are no short cuts.
func (c *shortcuts) resource(ctx context.Context, typeName string) (prepared, resource.Resource, bool) {
	t, ok := c.types[typeName]
	if !ok {
		return prepared{}, nil, false
	}
	r, known := t.newResource(), t.prepared()
	if configurable, ok := r.(resource.ResourceWithConfigure); ok {
		var resp resource.ConfigureResponse
		configurable.Configure(ctx, resource.ConfigureRequest{ProviderData: c.configured()}, &resp)
		if len(resp.Diagnostics) > 0 {
			return prepared{}, nil, false
		}
	}
	return known, r, known.schema != nil
}

func (c *shortcuts) currentState(req *tfprotov6.UpgradeResourceStateRequest) *tfprotov6.DynamicValue {
	t, ok := c.types[req.TypeName]
	if !ok || t.prepared().schema == nil {
		return nil
	}
	return t.prepared().schema.Current(req.Version, req.RawState)
}

func (c *shortcuts) valid(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) bool {
	known, r, ok := c.resource(ctx, req.TypeName)
	return ok && known.schema.Valid(ctx, req.Config, func(config tfsdk.Config, attributes map[string]attr.Value) bool {
		return agrees(ctx, r, config, attributes)
	})
}

// agrees reports whether the resource's own validators have nothing to say.
func agrees(ctx context.Context, r resource.Resource, config tfsdk.Config, attributes fwkit.Attributes) bool {
	var resp resource.ValidateConfigResponse
	req := resource.ValidateConfigRequest{Config: config}
	if several, ok := r.(resource.ResourceWithConfigValidators); ok {
		for _, v := range several.ConfigValidators(ctx) {
			v.ValidateResource(ctx, req, &resp)
		}
	}
	switch r := r.(type) {
	case fwkit.ConfigChecker:
		r.CheckConfig(ctx, attributes, &resp.Diagnostics)
	case resource.ResourceWithValidateConfig:
		r.ValidateConfig(ctx, req, &resp)
	}
	return len(resp.Diagnostics) == 0
}

func (c *shortcuts) plan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) *tfprotov6.PlanResourceChangeResponse {
	known, r, ok := c.resource(ctx, req.TypeName)
	refresher, refreshes := r.(fwkit.Refresher)
	if !ok || !refreshes || !handsOn(req.PriorPrivate) || !known.schema.Unchanged(ctx, req.Config, req.ProposedNewState, req.PriorState) ||
		!refresher.QuietPlan(ctx, lazyState{known.schema, req.PriorState}) {
		return nil
	}
	identity := req.PriorIdentity
	if identity == nil {
		identity = &tfprotov6.ResourceIdentityData{IdentityData: nothing}
	}
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: identity}
}

// nothing is an encoded null.
var nothing = &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}

// handsOn reports whether the framework hands private state on byte for byte: it keeps something
// there itself, under a key that begins with a dot, after an import for example.
func handsOn(private []byte) bool {
	return len(private) == 0 || json.Valid(private) && !bytes.Contains(private, []byte(`".`))
}

// ownPrivate decodes private state. It is false for what the framework has put there, and for what
// it would complain of.
func ownPrivate(private []byte) (map[string][]byte, bool) {
	if len(private) == 0 {
		return nil, true
	}
	var kept map[string][]byte
	if !handsOn(private) || json.Unmarshal(private, &kept) != nil || len(kept) == 0 {
		return nil, false
	}
	for _, value := range kept {
		if !json.Valid(value) || !utf8.Valid(value) {
			return nil, false
		}
	}
	return kept, true
}

// read returns the answer to a read that changes nothing. Where the object was read but the answer
// is another one, it returns the reading, for the framework to work with.
func (c *shortcuts) read(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, *fwkit.Reading) {
	known, r, ok := c.resource(ctx, req.TypeName)
	refresher, refreshes := r.(fwkit.Refresher)
	kept, own := ownPrivate(req.Private)
	if !ok || !refreshes || !own {
		return nil, nil
	}
	attributes, ok := known.schema.Decode(ctx, req.CurrentState)
	if !ok {
		return nil, nil
	}
	state := fwkit.Attributes(attributes)
	private := fwkit.NewPrivateData(kept)
	reading := &fwkit.Reading{State: state, Private: private}
	refresher.Refresh(ctx, reading)
	if reading.Gone || len(reading.Diagnostics) > 0 || private.Changed() || reading.Model == nil || reading.Identity == nil || !state.Same(ctx, reading.Model) {
		return nil, reading
	}
	identity, ok := shortcut.EncodeTexts(known.identity, fwkit.AttributesOf(reading.Identity))
	if !ok || req.CurrentIdentity != nil && !sameIdentity(req.CurrentIdentity.IdentityData, identity) {
		return nil, reading
	}
	return &tfprotov6.ReadResourceResponse{
		NewState: req.CurrentState, Private: req.Private, NewIdentity: &tfprotov6.ResourceIdentityData{IdentityData: identity},
	}, reading
}

// sameIdentity reports whether an identity came as it is answered, or empty.
func sameIdentity(came, answer *tfprotov6.DynamicValue) bool {
	return came == nil || bytes.Equal(came.MsgPack, answer.MsgPack) || bytes.Equal(came.MsgPack, nothing.MsgPack)
}

// lazyState is decoded when a resource looks at it.
type lazyState struct {
	schema  *shortcut.Schema
	encoded *tfprotov6.DynamicValue
}

func (s lazyState) Get(ctx context.Context, target any) diag.Diagnostics {
	values, ok := s.schema.Decode(ctx, s.encoded)
	if !ok {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Cannot decode the state", "It is not of the resource's schema.")}
	}
	return fwkit.Attributes(values).Get(ctx, target)
}
