package schemajson

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// ProviderName is the key of the exported document: the provider's short name,
// which is what tfplugindocs looks up, and not its registry address.
const ProviderName = "mint"

type document struct {
	FormatVersion string              `json:"format_version"`
	Providers     map[string]provider `json:"provider_schemas"`
}

type provider struct {
	Config      schema               `json:"provider"`
	Resources   map[string]schema    `json:"resource_schemas,omitempty"`
	DataSources map[string]schema    `json:"data_source_schemas,omitempty"`
	Functions   map[string]signature `json:"functions,omitempty"`
	Identities  map[string]identity  `json:"resource_identity_schemas,omitempty"`
}

// Export returns the schemas of everything server offers as indented JSON ending in
// a newline, the same bytes for the same schemas. It fails where the server
// reports an error or offers a kind of object that this package does not render.
func Export(ctx context.Context, server tfprotov6.ProviderServer) ([]byte, error) {
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the provider's schemas: %w", err)
	}
	if err := firstError(schemas.Diagnostics); err != nil {
		return nil, fmt.Errorf("asking for the provider's schemas: %w", err)
	}
	if err := refuseOtherKinds(schemas); err != nil {
		return nil, err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the resource identities: %w", err)
	}
	if err := firstError(identities.Diagnostics); err != nil {
		return nil, fmt.Errorf("asking for the resource identities: %w", err)
	}

	out, err := json.MarshalIndent(document{
		FormatVersion: "1.0",
		Providers:     map[string]provider{ProviderName: exportProvider(schemas, identities.IdentitySchemas)},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the schemas as JSON: %w", err)
	}
	return append(out, '\n'), nil
}

func exportProvider(schemas *tfprotov6.GetProviderSchemaResponse, identities map[string]*tfprotov6.ResourceIdentitySchema) provider {
	exported := provider{
		Config:      exportSchema(schemas.Provider),
		Resources:   make(map[string]schema),
		DataSources: make(map[string]schema),
		Functions:   make(map[string]signature),
		Identities:  make(map[string]identity),
	}
	for name, s := range schemas.ResourceSchemas {
		exported.Resources[name] = exportSchema(s)
	}
	for name, s := range schemas.DataSourceSchemas {
		exported.DataSources[name] = exportSchema(s)
	}
	for name, f := range schemas.Functions {
		exported.Functions[name] = exportFunction(f)
	}
	for name, s := range identities {
		exported.Identities[name] = exportIdentity(s)
	}
	return exported
}

func refuseOtherKinds(schemas *tfprotov6.GetProviderSchemaResponse) error {
	nestedBlocks := len(schemas.Provider.Block.BlockTypes)
	for _, s := range schemas.ResourceSchemas {
		nestedBlocks += len(s.Block.BlockTypes)
	}
	for _, s := range schemas.DataSourceSchemas {
		nestedBlocks += len(s.Block.BlockTypes)
	}
	for kind, count := range map[string]int{
		"nested blocks":       nestedBlocks,
		"ephemeral resources": len(schemas.EphemeralResourceSchemas),
		"list resources":      len(schemas.ListResourceSchemas),
		"actions":             len(schemas.ActionSchemas),
		"state stores":        len(schemas.StateStoreSchemas),
	} {
		if count > 0 {
			return fmt.Errorf("the provider has %s, which this export does not render: teach it to, or they would be missing from the documentation", kind)
		}
	}
	return nil
}

func firstError(diagnostics []*tfprotov6.Diagnostic) error {
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return fmt.Errorf("%s: %s", d.Summary, d.Detail)
		}
	}
	return nil
}
