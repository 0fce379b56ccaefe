package main

import (
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// schemas is how encoding/json writes tfprotov6's answers about schemas, which it cannot read
// because the types in them are interfaces.
type schemas struct {
	Schemas struct {
		ServerCapabilities *tfprotov6.ServerCapabilities
		Provider           *schema
		ResourceSchemas    map[string]*schema
	}
	Identities struct {
		IdentitySchemas map[string]*struct {
			Version            int64
			IdentityAttributes []attribute
		}
	}
}

type schema struct {
	Version int64
	Block   struct{ Attributes []attribute }
}

type attribute struct {
	Name                                 string
	Type                                 json.RawMessage
	NestedType                           *nested
	Description                          string
	DescriptionKind                      tfprotov6.StringKind
	Required, Optional, Computed         bool
	Sensitive, Deprecated, WriteOnly     bool
	RequiredForImport, OptionalForImport bool
}

type nested struct {
	Attributes []attribute
	Nesting    tfprotov6.SchemaObjectNestingMode
}

func (s schemas) response() (*tfprotov6.GetProviderSchemaResponse, error) {
	resp := &tfprotov6.GetProviderSchemaResponse{ServerCapabilities: s.Schemas.ServerCapabilities, ResourceSchemas: map[string]*tfprotov6.Schema{}}
	var err error
	if resp.Provider, err = s.Schemas.Provider.made(); err != nil {
		return nil, err
	}
	for name, schema := range s.Schemas.ResourceSchemas {
		if resp.ResourceSchemas[name], err = schema.made(); err != nil {
			return nil, err
		}
	}
	return resp, nil
}

// identities are of texts throughout.
func (s schemas) identities() map[string]*tfprotov6.ResourceIdentitySchema {
	made := map[string]*tfprotov6.ResourceIdentitySchema{}
	for name, identity := range s.Identities.IdentitySchemas {
		m := &tfprotov6.ResourceIdentitySchema{Version: identity.Version}
		for _, a := range identity.IdentityAttributes {
			m.IdentityAttributes = append(m.IdentityAttributes, &tfprotov6.ResourceIdentitySchemaAttribute{
				Name: a.Name, Type: tftypes.String, Description: a.Description, RequiredForImport: a.RequiredForImport, OptionalForImport: a.OptionalForImport,
			})
		}
		made[name] = m
	}
	return made
}

func (s *schema) made() (*tfprotov6.Schema, error) {
	attributes, err := made(s.Block.Attributes)
	return &tfprotov6.Schema{Version: s.Version, Block: &tfprotov6.SchemaBlock{Attributes: attributes}}, err
}

func made(attributes []attribute) ([]*tfprotov6.SchemaAttribute, error) {
	var list []*tfprotov6.SchemaAttribute
	for _, a := range attributes {
		m := &tfprotov6.SchemaAttribute{
			Name: a.Name, Description: a.Description, DescriptionKind: a.DescriptionKind, Required: a.Required, Optional: a.Optional, Computed: a.Computed,
			Sensitive: a.Sensitive, Deprecated: a.Deprecated, WriteOnly: a.WriteOnly,
		}
		var err error
		if a.NestedType != nil {
			m.NestedType = &tfprotov6.SchemaObject{Nesting: a.NestedType.Nesting}
			m.NestedType.Attributes, err = made(a.NestedType.Attributes)
		} else {
			m.Type, err = tftypes.ParseJSONType(a.Type) //nolint:staticcheck // there is no other way to read a type
		}
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, nil
}
