package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/cmd/schema/schemajson"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

// fileUnderServices writes into each page that the documentation generator made below docs which
// service its type belongs to: templates cannot know. Functions belong to no service.
func fileUnderServices(ctx context.Context, p provider.Provider, docs string) error {
	for name, documented := range pages(ctx, p) {
		name = filepath.Join(docs, name)
		page, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		service, err := serviceOf(documented)
		if err != nil {
			return err
		}
		open := []byte("\nsubcategory: \"\"\n")
		if bytes.Count(page, open) != 1 {
			return fmt.Errorf("%s has no line `subcategory: \"\"` to fill in", name)
		}
		page = bytes.Replace(page, open, fmt.Appendf(nil, "\nsubcategory: %q\n", service), 1)
		if err := os.WriteFile(name, page, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// pages are the types that have a page, by its path below docs.
func pages(ctx context.Context, p provider.Provider) map[string]any {
	pages := map[string]any{}
	add := func(kind, typeName string, documented any) {
		pages[filepath.Join(kind, strings.TrimPrefix(typeName, schemajson.ProviderName+"_")+".md")] = documented
	}
	named := resource.MetadataRequest{ProviderTypeName: schemajson.ProviderName}
	for _, factory := range p.Resources(ctx) {
		var name resource.MetadataResponse
		r := factory()
		r.Metadata(ctx, named, &name)
		add("resources", name.TypeName, r)
	}
	for _, factory := range p.DataSources(ctx) {
		var name datasource.MetadataResponse
		d := factory()
		d.Metadata(ctx, datasource.MetadataRequest(named), &name)
		add("data-sources", name.TypeName, d)
	}
	if p, ok := p.(provider.ProviderWithListResources); ok {
		for _, factory := range p.ListResources(ctx) {
			var name resource.MetadataResponse
			l := factory()
			l.Metadata(ctx, named, &name)
			add("list-resources", name.TypeName, l)
		}
	}
	if p, ok := p.(provider.ProviderWithActions); ok {
		for _, factory := range p.Actions(ctx) {
			var name action.MetadataResponse
			a := factory()
			a.Metadata(ctx, action.MetadataRequest(named), &name)
			add("actions", name.TypeName, a)
		}
	}
	return pages
}

// serviceOf names the service whose client a type holds, mostly through what it embeds.
func serviceOf(documented any) (string, error) {
	of := reflect.Indirect(reflect.ValueOf(documented)).Type()
	if client, ok := of.FieldByName("Client"); ok {
		switch client.Type {
		case reflect.TypeFor[*apigee.Client]():
			return apigee.ServiceName, nil
		case reflect.TypeFor[*paypal.Client]():
			return paypal.ServiceName, nil
		}
	}
	return "", fmt.Errorf("%s has no field Client of a service's client, so nobody knows where its page belongs", of)
}
