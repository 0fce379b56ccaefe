// Echo is a provider with the schemas of this one that answers each call with the bytes that came,
// and asks nobody: no provider with these schemas can be faster, so what a plan costs with it is
// Terraform's own. The bench measures the provider against it. It uses terraform-plugin-go only,
// and reads its schemas from the file that the variable ECHO_SCHEMAS names.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func main() {
	text, err := os.ReadFile(os.Getenv("ECHO_SCHEMAS"))
	if err != nil {
		log.Fatal(err)
	}
	var schemas schemas
	if err := json.Unmarshal(text, &schemas); err != nil {
		log.Fatal(err)
	}
	known, err := schemas.response()
	if err != nil {
		log.Fatal(err)
	}
	serve := func() tfprotov6.ProviderServer { return &echo{known: known, identities: schemas.identities()} }
	if err := tf6server.Serve("registry.terraform.io/terraform-provider-mint/mint", serve); err != nil {
		log.Fatal(err)
	}
}

type echo struct {
	tfprotov6.ProviderServer // nil: what is not below is never called
	known                    *tfprotov6.GetProviderSchemaResponse
	identities               map[string]*tfprotov6.ResourceIdentitySchema
}

func (e *echo) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	resp := &tfprotov6.GetMetadataResponse{ServerCapabilities: e.known.ServerCapabilities}
	for name := range e.known.ResourceSchemas {
		resp.Resources = append(resp.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	return resp, nil
}

func (e *echo) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return e.known, nil
}

func (e *echo) GetResourceIdentitySchemas(
	context.Context, *tfprotov6.GetResourceIdentitySchemasRequest,
) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{IdentitySchemas: e.identities}, nil
}

func (e *echo) ValidateProviderConfig(_ context.Context, req *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: req.Config}, nil
}

func (e *echo) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (e *echo) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (e *echo) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

func (e *echo) UpgradeResourceState(_ context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: &tfprotov6.DynamicValue{JSON: req.RawState.JSON}}, nil
}

func (e *echo) UpgradeResourceIdentity(_ context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	identity := &tfprotov6.DynamicValue{JSON: req.RawIdentity.JSON}
	return &tfprotov6.UpgradeResourceIdentityResponse{UpgradedIdentity: &tfprotov6.ResourceIdentityData{IdentityData: identity}}, nil
}

func (e *echo) ReadResource(_ context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private, NewIdentity: req.CurrentIdentity}, nil
}

// PlanResourceChange plans an update as the prior state, and a create as what is proposed, with
// unknown values for the computed ones.
func (e *echo) PlanResourceChange(_ context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp := &tfprotov6.PlanResourceChangeResponse{PlannedState: req.PriorState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: req.PriorIdentity}
	switch {
	case null(req.ProposedNewState):
		resp.PlannedState = req.ProposedNewState
	case null(req.PriorState):
		planned, err := e.transform(req.TypeName, req.ProposedNewState, func(a *tfprotov6.SchemaAttribute, v tftypes.Value) tftypes.Value {
			if a.Computed && v.IsNull() {
				return tftypes.NewValue(v.Type(), tftypes.UnknownValue)
			}
			return v
		})
		if err != nil {
			return nil, err
		}
		resp.PlannedState = planned
	}
	return resp, nil
}

// ApplyResourceChange answers with the planned state, something for the unknown texts and nothing
// for other unknown values.
func (e *echo) ApplyResourceChange(_ context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp := &tfprotov6.ApplyResourceChangeResponse{NewState: req.PlannedState, Private: req.PlannedPrivate}
	if null(req.PlannedState) {
		return resp, nil
	}
	applied, err := e.transform(req.TypeName, req.PlannedState, func(_ *tfprotov6.SchemaAttribute, v tftypes.Value) tftypes.Value {
		switch {
		case v.IsKnown():
			return v
		case v.Type().Is(tftypes.String):
			return tftypes.NewValue(tftypes.String, "00000000-0000-4000-8000-000000000000")
		}
		return tftypes.NewValue(v.Type(), nil)
	})
	if err != nil {
		return nil, err
	}
	resp.NewState = applied
	identity := make(map[string]tftypes.Value)
	of := make(map[string]tftypes.Type)
	for _, a := range e.identities[req.TypeName].IdentityAttributes {
		identity[a.Name], of[a.Name] = tftypes.NewValue(tftypes.String, "00000000-0000-4000-8000-000000000000"), a.Type
	}
	ty := tftypes.Object{AttributeTypes: of}
	data, err := tfprotov6.NewDynamicValue(ty, tftypes.NewValue(ty, identity))
	resp.NewIdentity = &tfprotov6.ResourceIdentityData{IdentityData: &data}
	return resp, err
}

// transform replaces the values of top-level attributes.
func (e *echo) transform(
	typeName string, encoded *tfprotov6.DynamicValue, f func(*tfprotov6.SchemaAttribute, tftypes.Value) tftypes.Value,
) (*tfprotov6.DynamicValue, error) {
	schema := e.known.ResourceSchemas[typeName]
	ty := schema.ValueType()
	value, err := encoded.Unmarshal(ty)
	if err != nil {
		return nil, err
	}
	var members map[string]tftypes.Value
	if err := value.As(&members); err != nil {
		return nil, err
	}
	for _, a := range schema.Block.Attributes {
		members[a.Name] = f(a, members[a.Name])
	}
	transformed, err := tfprotov6.NewDynamicValue(ty, tftypes.NewValue(ty, members))
	return &transformed, err
}

func null(v *tfprotov6.DynamicValue) bool { return len(v.MsgPack) == 1 && v.MsgPack[0] == 0xc0 }
