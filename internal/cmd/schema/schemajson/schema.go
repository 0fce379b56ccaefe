package schemajson

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type schema struct {
	Version int64 `json:"version"`
	Block   block `json:"block"`
}

type block struct {
	Attributes      map[string]attribute `json:"attributes,omitempty"`
	Description     string               `json:"description,omitempty"`
	DescriptionKind string               `json:"description_kind"`
	Deprecated      bool                 `json:"deprecated,omitempty"`
}

type attribute struct {
	Type            *typeName   `json:"type,omitempty"`
	NestedType      *nestedType `json:"nested_type,omitempty"`
	Description     string      `json:"description,omitempty"`
	DescriptionKind string      `json:"description_kind"`
	Deprecated      bool        `json:"deprecated,omitempty"`
	Required        bool        `json:"required,omitempty"`
	Optional        bool        `json:"optional,omitempty"`
	Computed        bool        `json:"computed,omitempty"`
	Sensitive       bool        `json:"sensitive,omitempty"`
	WriteOnly       bool        `json:"write_only,omitempty"`
}

type nestedType struct {
	Attributes  map[string]attribute `json:"attributes,omitempty"`
	NestingMode string               `json:"nesting_mode"`
}

type identity struct {
	Version    int64                        `json:"version"`
	Attributes map[string]identityAttribute `json:"attributes,omitempty"`
}

type identityAttribute struct {
	Type              typeName `json:"type"`
	Description       string   `json:"description,omitempty"`
	RequiredForImport bool     `json:"required_for_import,omitempty"`
	OptionalForImport bool     `json:"optional_for_import,omitempty"`
}

type action struct {
	Block block `json:"block"`
}

type function struct {
	Description        string      `json:"description,omitempty"`
	Summary            string      `json:"summary,omitempty"`
	DeprecationMessage string      `json:"deprecation_message,omitempty"`
	ReturnType         typeName    `json:"return_type"`
	Parameters         []parameter `json:"parameters,omitempty"`
	Variadic           *parameter  `json:"variadic_parameter,omitempty"`
}

type parameter struct {
	Name        string   `json:"name"`
	Description string   `json:"description,omitempty"`
	IsNullable  bool     `json:"is_nullable,omitempty"`
	Type        typeName `json:"type"`
}

func exportSchema(from *tfprotov6.Schema) schema {
	return schema{
		Version: from.Version,
		Block: block{
			Attributes:      exportAttributes(from.Block.Attributes),
			Description:     from.Block.Description,
			DescriptionKind: strings.ToLower(from.Block.DescriptionKind.String()),
			Deprecated:      from.Block.Deprecated,
		},
	}
}

func exportAttributes(from []*tfprotov6.SchemaAttribute) map[string]attribute {
	attributes := make(map[string]attribute, len(from))
	for _, a := range from {
		exported := attribute{
			Description:     a.Description,
			DescriptionKind: strings.ToLower(a.DescriptionKind.String()),
			Deprecated:      a.Deprecated,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}
		if a.NestedType == nil {
			exported.Type = &typeName{a.Type}
		} else {
			exported.NestedType = &nestedType{
				Attributes:  exportAttributes(a.NestedType.Attributes),
				NestingMode: strings.ToLower(a.NestedType.Nesting.String()),
			}
		}
		attributes[a.Name] = exported
	}
	return attributes
}

func exportIdentity(from *tfprotov6.ResourceIdentitySchema) identity {
	attributes := make(map[string]identityAttribute, len(from.IdentityAttributes))
	for _, a := range from.IdentityAttributes {
		attributes[a.Name] = identityAttribute{
			Type:              typeName{a.Type},
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}
	return identity{Version: from.Version, Attributes: attributes}
}

func exportAction(from *tfprotov6.ActionSchema) action {
	return action{Block: exportSchema(from.Schema).Block}
}

func exportFunction(from *tfprotov6.Function) function {
	exported := function{
		Description:        from.Description,
		Summary:            from.Summary,
		DeprecationMessage: from.DeprecationMessage,
		ReturnType:         typeName{from.Return.Type},
	}
	for _, p := range from.Parameters {
		exported.Parameters = append(exported.Parameters, exportParameter(p))
	}
	if from.VariadicParameter != nil {
		variadic := exportParameter(from.VariadicParameter)
		exported.Variadic = &variadic
	}
	return exported
}

func exportParameter(from *tfprotov6.FunctionParameter) parameter {
	return parameter{Name: from.Name, Description: from.Description, IsNullable: from.AllowNullValue, Type: typeName{from.Type}}
}

// typeName marshals as Terraform's JSON spelling of a type: "string" for a primitive, ["list",
// "string"] for a collection, ["object", {"a": "string"}] for an object.
type typeName struct{ tftypes.Type }

// MarshalJSON fails on a type that no schema of the plugin framework contains.
func (t typeName) MarshalJSON() ([]byte, error) {
	switch of := t.Type.(type) {
	case tftypes.List:
		return json.Marshal([]any{"list", typeName{of.ElementType}})
	case tftypes.Set:
		return json.Marshal([]any{"set", typeName{of.ElementType}})
	case tftypes.Map:
		return json.Marshal([]any{"map", typeName{of.ElementType}})
	case tftypes.Object:
		attributes := make(map[string]typeName, len(of.AttributeTypes))
		for name, attributeType := range of.AttributeTypes {
			attributes[name] = typeName{attributeType}
		}
		return json.Marshal([]any{"object", attributes})
	}
	for name, primitive := range map[string]tftypes.Type{
		"string":  tftypes.String,
		"number":  tftypes.Number,
		"bool":    tftypes.Bool,
		"dynamic": tftypes.DynamicPseudoType,
	} {
		if primitive.Equal(t.Type) {
			return json.Marshal(name)
		}
	}
	return nil, fmt.Errorf("type %s is not one this export renders", t.Type)
}
