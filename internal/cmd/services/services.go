// Package services is the fake of both services, seeded for people: what the demo and the
// stand-alone fake share.
package services

import (
	"errors"
	"fmt"
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

// Seed is what both services hold, as a file has it.
type Seed struct {
	Apigee apigeefake.Seed `json:"apigee,omitzero"`
	PayPal paypalfake.Seed `json:"paypal,omitzero"`
}

// ReadSeed reads the JSON of a seed. Its errors name the place in the file, what is there and what
// to write instead.
func ReadSeed(text []byte) (seed Seed, err error) {
	return seed, fake.Decode(text, &seed)
}

// Dump returns everything that both services hold.
func (s Services) Dump() Seed { return Seed{s.Apigee.Dump(), s.PayPal.Dump()} }

// Load replaces everything that both services hold; nothing, if it returns an error.
func (s Services) Load(seed Seed) error {
	replaceApigee, apigee := s.Apigee.Load("apigee", seed.Apigee)
	replacePayPal, paypal := s.PayPal.Load("paypal", seed.PayPal)
	if err := errors.Join(apigee, paypal); err != nil {
		return err
	}
	replaceApigee()
	replacePayPal()
	return nil
}

// SetSwitch sets a switch named "apigee.NAME" or "paypal.NAME".
func (s Services) SetSwitch(name, value string) error {
	service, field, _ := strings.Cut(name, ".")
	set := map[string]func(string, string) error{"apigee": s.Apigee.SetSwitch, "paypal": s.PayPal.SetSwitch}[service]
	if set == nil {
		return fmt.Errorf("the switch %q belongs to no service: write apigee.NAME or paypal.NAME", name)
	}
	if err := set(field, value); err != nil {
		return fmt.Errorf("%s: %w", service, err)
	}
	return nil
}

// Environ returns the variables, as NAME=value, that point the provider at the fakes: at the first
// organization, if there is one.
func (s Services) Environ() []string {
	variables := []string{
		"APIGEE_ENDPOINT=" + s.Apigee.Endpoint(),
		"APIGEE_USERNAME=" + apigeefake.Username,
		"APIGEE_PASSWORD=" + apigeefake.Password,
		"PAYPAL_ENDPOINT=" + s.Server.URL(),
		"PAYPAL_CLIENT_ID=" + paypalfake.DemoClientID,
		"PAYPAL_CLIENT_SECRET=" + paypalfake.DemoClientSecret,
	}
	if all := s.Apigee.Dump().Organizations; len(all) > 0 {
		variables = append(variables, "APIGEE_ORGANIZATION="+all[0].ID)
	}
	return variables
}

// WithoutOthers leaves out of an environment what would point Terraform or the provider somewhere
// else.
func WithoutOthers(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(variable string) bool {
		return strings.HasPrefix(variable, "TF_") || strings.HasPrefix(variable, "APIGEE_") || strings.HasPrefix(variable, "PAYPAL_")
	})
}
