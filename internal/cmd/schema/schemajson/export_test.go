package schemajson

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// server answers the two requests that Export makes; any other would panic.
type server struct {
	tfprotov6.ProviderServer

	schemas       tfprotov6.GetProviderSchemaResponse
	schemasErr    error
	identities    tfprotov6.GetResourceIdentitySchemasResponse
	identitiesErr error
}

func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &s.schemas, s.schemasErr
}

func (s *server) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &s.identities, s.identitiesErr
}

func schemaOf(attributes ...*tfprotov6.SchemaAttribute) *tfprotov6.Schema {
	return &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Attributes: attributes}}
}

func TestExport_everyKindOfAttribute(t *testing.T) {
	t.Parallel()

	everyKind := schemaOf(
		&tfprotov6.SchemaAttribute{
			Name: "text", Type: tftypes.String, Required: true,
			Description: "In *markdown*.", DescriptionKind: tfprotov6.StringKindMarkdown,
		},
		&tfprotov6.SchemaAttribute{Name: "count", Type: tftypes.Number, Optional: true, Computed: true},
		&tfprotov6.SchemaAttribute{Name: "flag", Type: tftypes.Bool, Optional: true, Deprecated: true},
		&tfprotov6.SchemaAttribute{Name: "anything", Type: tftypes.DynamicPseudoType, Computed: true},
		&tfprotov6.SchemaAttribute{Name: "secret", Type: tftypes.String, Optional: true, Sensitive: true},
		&tfprotov6.SchemaAttribute{Name: "once", Type: tftypes.String, Optional: true, WriteOnly: true},
		&tfprotov6.SchemaAttribute{Name: "list", Type: tftypes.List{ElementType: tftypes.String}, Optional: true},
		&tfprotov6.SchemaAttribute{Name: "set", Type: tftypes.Set{ElementType: tftypes.Number}, Optional: true},
		&tfprotov6.SchemaAttribute{Name: "map", Type: tftypes.Map{ElementType: tftypes.Bool}, Optional: true},
		&tfprotov6.SchemaAttribute{
			Name: "object", Computed: true,
			Type: tftypes.Object{AttributeTypes: map[string]tftypes.Type{
				"names": tftypes.List{ElementType: tftypes.String},
			}},
		},
		&tfprotov6.SchemaAttribute{
			Name: "nested", Optional: true,
			NestedType: &tfprotov6.SchemaObject{
				Nesting: tfprotov6.SchemaObjectNestingModeList,
				Attributes: []*tfprotov6.SchemaAttribute{
					{
						Name: "inner", Required: true,
						NestedType: &tfprotov6.SchemaObject{
							Nesting:    tfprotov6.SchemaObjectNestingModeSingle,
							Attributes: []*tfprotov6.SchemaAttribute{{Name: "leaf", Type: tftypes.String, Required: true}},
						},
					},
				},
			},
		},
	)
	everyKind.Version = 3
	everyKind.Block.Description = "A resource."
	everyKind.Block.DescriptionKind = tfprotov6.StringKindMarkdown
	everyKind.Block.Deprecated = true

	got, err := Export(t.Context(), &server{
		schemas: tfprotov6.GetProviderSchemaResponse{
			Provider:            schemaOf(&tfprotov6.SchemaAttribute{Name: "endpoint", Type: tftypes.String, Optional: true}),
			ResourceSchemas:     map[string]*tfprotov6.Schema{"mint_thing": everyKind},
			DataSourceSchemas:   map[string]*tfprotov6.Schema{"mint_thing": schemaOf(&tfprotov6.SchemaAttribute{Name: "id", Type: tftypes.String, Computed: true})},
			ListResourceSchemas: map[string]*tfprotov6.Schema{"mint_thing": schemaOf(&tfprotov6.SchemaAttribute{Name: "owner", Type: tftypes.String, Optional: true})},
			ActionSchemas: map[string]*tfprotov6.ActionSchema{
				"mint_do": {Schema: schemaOf(&tfprotov6.SchemaAttribute{Name: "id", Type: tftypes.String, Required: true})},
			},
			Functions: map[string]*tfprotov6.Function{
				"charge": {
					Summary: "A sum.", Description: "What it costs.", DeprecationMessage: "Use another.",
					Parameters:        []*tfprotov6.FunctionParameter{{Name: "plan", Type: tftypes.DynamicPseudoType, AllowNullValue: true, Description: "A plan."}},
					VariadicParameter: &tfprotov6.FunctionParameter{Name: "usage", Type: tftypes.Number},
					Return:            &tfprotov6.FunctionReturn{Type: tftypes.List{ElementType: tftypes.String}},
				},
				"today": {Return: &tfprotov6.FunctionReturn{Type: tftypes.String}},
			},
		},
		identities: tfprotov6.GetResourceIdentitySchemasResponse{
			IdentitySchemas: map[string]*tfprotov6.ResourceIdentitySchema{
				"mint_thing": {
					Version: 1,
					IdentityAttributes: []*tfprotov6.ResourceIdentitySchemaAttribute{
						{Name: "id", Type: tftypes.String, RequiredForImport: true, Description: "The id."},
						{Name: "organization", Type: tftypes.String, OptionalForImport: true},
					},
				},
			},
		},
	})
	if err != nil {
		t.Fatal(err)
	}

	const want = `{
	  "format_version": "1.0",
	  "provider_schemas": {
	    "mint": {
	      "provider": {
	        "version": 0,
	        "block": {
	          "attributes": {"endpoint": {"type": "string", "description_kind": "plain", "optional": true}},
	          "description_kind": "plain"
	        }
	      },
	      "resource_schemas": {
	        "mint_thing": {
	          "version": 3,
	          "block": {
	            "attributes": {
	              "text": {"type": "string", "description": "In *markdown*.", "description_kind": "markdown", "required": true},
	              "count": {"type": "number", "description_kind": "plain", "optional": true, "computed": true},
	              "flag": {"type": "bool", "description_kind": "plain", "optional": true, "deprecated": true},
	              "anything": {"type": "dynamic", "description_kind": "plain", "computed": true},
	              "secret": {"type": "string", "description_kind": "plain", "optional": true, "sensitive": true},
	              "once": {"type": "string", "description_kind": "plain", "optional": true, "write_only": true},
	              "list": {"type": ["list", "string"], "description_kind": "plain", "optional": true},
	              "set": {"type": ["set", "number"], "description_kind": "plain", "optional": true},
	              "map": {"type": ["map", "bool"], "description_kind": "plain", "optional": true},
	              "object": {"type": ["object", {"names": ["list", "string"]}], "description_kind": "plain", "computed": true},
	              "nested": {
	                "description_kind": "plain",
	                "optional": true,
	                "nested_type": {
	                  "nesting_mode": "list",
	                  "attributes": {
	                    "inner": {
	                      "description_kind": "plain",
	                      "required": true,
	                      "nested_type": {
	                        "nesting_mode": "single",
	                        "attributes": {"leaf": {"type": "string", "description_kind": "plain", "required": true}}
	                      }
	                    }
	                  }
	                }
	              }
	            },
	            "description": "A resource.",
	            "description_kind": "markdown",
	            "deprecated": true
	          }
	        }
	      },
	      "data_source_schemas": {
	        "mint_thing": {
	          "version": 0,
	          "block": {
	            "attributes": {"id": {"type": "string", "description_kind": "plain", "computed": true}},
	            "description_kind": "plain"
	          }
	        }
	      },
	      "list_resource_schemas": {
	        "mint_thing": {
	          "version": 0,
	          "block": {
	            "attributes": {"owner": {"type": "string", "description_kind": "plain", "optional": true}},
	            "description_kind": "plain"
	          }
	        }
	      },
	      "action_schemas": {
	        "mint_do": {
	          "block": {
	            "attributes": {"id": {"type": "string", "description_kind": "plain", "required": true}},
	            "description_kind": "plain"
	          }
	        }
	      },
	      "functions": {
	        "charge": {
	          "description": "What it costs.",
	          "summary": "A sum.",
	          "deprecation_message": "Use another.",
	          "return_type": ["list", "string"],
	          "parameters": [{"name": "plan", "description": "A plan.", "is_nullable": true, "type": "dynamic"}],
	          "variadic_parameter": {"name": "usage", "type": "number"}
	        },
	        "today": {"return_type": "string"}
	      },
	      "resource_identity_schemas": {
	        "mint_thing": {
	          "version": 1,
	          "attributes": {
	            "id": {"type": "string", "description": "The id.", "required_for_import": true},
	            "organization": {"type": "string", "optional_for_import": true}
	          }
	        }
	      }
	    }
	  }
	}`
	if diff := cmp.Diff(decode(t, []byte(want)), decode(t, got)); diff != "" {
		t.Errorf("exported schemas differ (-want +got):\n%s", diff)
	}
}

func TestExport_refusesWhatItCannotRender(t *testing.T) {
	t.Parallel()

	tests := map[string]struct {
		spoil func(*server)
		want  string
	}{
		"the server fails": {
			func(s *server) { s.schemasErr = errors.New("no answer") },
			"no answer",
		},
		"the schemas are in error": {
			func(s *server) {
				s.schemas.Diagnostics = []*tfprotov6.Diagnostic{
					{Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "harmless"},
					{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Bad schema", Detail: "no type"},
				}
			},
			"Bad schema: no type",
		},
		"the identities fail": {
			func(s *server) { s.identitiesErr = errors.New("no identities") },
			"no identities",
		},
		"the identities are in error": {
			func(s *server) {
				s.identities.Diagnostics = []*tfprotov6.Diagnostic{{Severity: tfprotov6.DiagnosticSeverityError, Summary: "Bad identity"}}
			},
			"Bad identity",
		},
		"nested block of the provider": {
			func(s *server) { s.schemas.Provider.Block.BlockTypes = []*tfprotov6.SchemaNestedBlock{{TypeName: "b"}} },
			"nested blocks",
		},
		"nested block of a resource": {
			func(s *server) {
				s.schemas.ResourceSchemas["mint_thing"].Block.BlockTypes = []*tfprotov6.SchemaNestedBlock{{TypeName: "b"}}
			},
			"nested blocks",
		},
		"nested block of a data source": {
			func(s *server) {
				s.schemas.DataSourceSchemas["mint_thing"].Block.BlockTypes = []*tfprotov6.SchemaNestedBlock{{TypeName: "b"}}
			},
			"nested blocks",
		},
		"nested block of a list resource": {
			func(s *server) {
				s.schemas.ListResourceSchemas = map[string]*tfprotov6.Schema{"l": schemaOf()}
				s.schemas.ListResourceSchemas["l"].Block.BlockTypes = []*tfprotov6.SchemaNestedBlock{{TypeName: "b"}}
			},
			"nested blocks",
		},
		"nested block of an action": {
			func(s *server) {
				s.schemas.ActionSchemas = map[string]*tfprotov6.ActionSchema{"a": {Schema: schemaOf()}}
				s.schemas.ActionSchemas["a"].Schema.Block.BlockTypes = []*tfprotov6.SchemaNestedBlock{{TypeName: "b"}}
			},
			"nested blocks",
		},
		"function that returns a tuple": {
			func(s *server) {
				s.schemas.Functions = map[string]*tfprotov6.Function{"f": {Return: &tfprotov6.FunctionReturn{Type: tftypes.Tuple{}}}}
			},
			"Tuple",
		},
		"ephemeral resource": {
			func(s *server) { s.schemas.EphemeralResourceSchemas = map[string]*tfprotov6.Schema{"e": {}} },
			"ephemeral resources",
		},
		"state store": {
			func(s *server) { s.schemas.StateStoreSchemas = map[string]*tfprotov6.Schema{"s": {}} },
			"state stores",
		},
		"tuple": {
			func(s *server) {
				s.schemas.ResourceSchemas["mint_thing"] = schemaOf(&tfprotov6.SchemaAttribute{
					Name: "t", Type: tftypes.Tuple{ElementTypes: []tftypes.Type{tftypes.String}},
				})
			},
			"Tuple",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &server{
				schemas: tfprotov6.GetProviderSchemaResponse{
					Provider:          schemaOf(),
					ResourceSchemas:   map[string]*tfprotov6.Schema{"mint_thing": schemaOf()},
					DataSourceSchemas: map[string]*tfprotov6.Schema{"mint_thing": schemaOf()},
				},
			}
			if _, err := Export(t.Context(), s); err != nil {
				t.Fatalf("refused before it was broken: %v", err)
			}
			test.spoil(s)
			out, err := Export(t.Context(), s)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one naming %q", err, test.want)
			}
			if out != nil {
				t.Errorf("wrote %d bytes beside the error", len(out))
			}
		})
	}
}

func decode(t *testing.T, in []byte) any {
	t.Helper()
	var out any
	if err := json.Unmarshal(in, &out); err != nil {
		t.Fatalf("%v in %s", err, in)
	}
	return out
}
