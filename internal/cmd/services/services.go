// Package services is the fake of both services, seeded for people: what the demo and the
// stand-alone fake share.
package services

import (
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// Services are both fakes on one server.
type Services struct {
	Server *fake.Server
	Apigee *apigeefake.Service
	PayPal *paypalfake.Service
}

// Mount puts both services on a server and seeds them with a few objects.
func Mount(server *fake.Server) Services {
	s := Services{
		Server: server,
		Apigee: apigeefake.New(server, apigeefake.Switches{PublishNeedsTerms: true}),
		PayPal: paypalfake.New(server, paypalfake.Switches{}),
	}
	s.Apigee.Seed()
	s.Apigee.SeedCustomer()
	s.PayPal.Seed()
	return s
}

// Environ returns the variables, as NAME=value, that point the provider at the fakes.
func (s Services) Environ() []string {
	return []string{
		"APIGEE_ENDPOINT=" + s.Apigee.Endpoint(),
		"APIGEE_ORGANIZATION=" + apigeefake.DemoOrganization,
		"APIGEE_USERNAME=" + apigeefake.Username,
		"APIGEE_PASSWORD=" + apigeefake.Password,
		"PAYPAL_ENDPOINT=" + s.Server.URL(),
		"PAYPAL_CLIENT_ID=demo-client",
		"PAYPAL_CLIENT_SECRET=demo-secret",
	}
}

// WithoutOthers leaves out of an environment what would point Terraform or the provider somewhere
// else.
func WithoutOthers(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(variable string) bool {
		return strings.HasPrefix(variable, "TF_") || strings.HasPrefix(variable, "APIGEE_") || strings.HasPrefix(variable, "PAYPAL_")
	})
}
