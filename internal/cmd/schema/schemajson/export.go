package schemajson

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// ProviderName is the key of the exported document: the provider's short name, which is what
// tfplugindocs looks up, and not its registry address.
const ProviderName = "mint"

type document struct {
	FormatVersion string              `json:"format_version"`
	Providers     map[string]provider `json:"provider_schemas"`
}

type provider struct {
	Config      schema              `json:"provider"`
	Resources   map[string]schema   `json:"resource_schemas,omitempty"`
	DataSources map[string]schema   `json:"data_source_schemas,omitempty"`
	Lists       map[string]schema   `json:"list_resource_schemas,omitempty"`
	Actions     map[string]action   `json:"action_schemas,omitempty"`
	Functions   map[string]function `json:"functions,omitempty"`
	Identities  map[string]identity `json:"resource_identity_schemas,omitempty"`
}

// Export returns the schemas of everything server offers as indented JSON ending in a newline, the
// same bytes for the same schemas. It fails where the server reports an error or offers a kind of
// object that this package does not render.
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
	return provider{
		Config:      exportSchema(schemas.Provider),
		Resources:   exportAll(schemas.ResourceSchemas, exportSchema),
		DataSources: exportAll(schemas.DataSourceSchemas, exportSchema),
		Lists:       exportAll(schemas.ListResourceSchemas, exportSchema),
		Actions:     exportAll(schemas.ActionSchemas, exportAction),
		Functions:   exportAll(schemas.Functions, exportFunction),
		Identities:  exportAll(identities, exportIdentity),
	}
}

func exportAll[From, To any](all map[string]From, export func(From) To) map[string]To {
	exported := make(map[string]To, len(all))
	for name, one := range all {
		exported[name] = export(one)
	}
	return exported
}

func refuseOtherKinds(schemas *tfprotov6.GetProviderSchemaResponse) error {
	nestedBlocks := len(schemas.Provider.Block.BlockTypes)
	for _, kind := range []map[string]*tfprotov6.Schema{schemas.ResourceSchemas, schemas.DataSourceSchemas, schemas.ListResourceSchemas} {
		for _, s := range kind {
			nestedBlocks += len(s.Block.BlockTypes)
		}
	}
	for _, s := range schemas.ActionSchemas {
		nestedBlocks += len(s.Schema.Block.BlockTypes)
	}
	for kind, count := range map[string]int{
		"nested blocks":       nestedBlocks,
		"ephemeral resources": len(schemas.EphemeralResourceSchemas),
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
