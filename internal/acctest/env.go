package acctest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// The credentials and the organization that the fake of an Env accepts.
const (
	Organization = "myorg"
	Username     = "admin@example.com"
	Password     = "correct-horse"
)

// Env is a fake of both services for one test, and a provider that knows it and
// passes through every wait at once.
type Env struct {
	Server *fake.Server
	Apigee *apigeefake.Service
	Clock  *Clock

	t *testing.T
	// Block is the provider block; a test may change it.
	Block Attrs
}

// New starts the fakes; they end with the test.
func New(t *testing.T) *Env {
	t.Helper()
	server := fake.New()
	t.Cleanup(server.Close)
	e := &Env{Server: server, Clock: NewClock(server.Clock().Now()), t: t}
	e.Apigee = apigeefake.New(server)
	e.Block = Attrs{
		"apigee": Attrs{
			"organization": Organization,
			"endpoint":     server.URL() + "/v1/mint",
			"username":     Username,
			"password":     Password,
		},
	}
	return e
}

// Factory makes the provider for the protocol driver.
func (e *Env) Factory() func() provider.Provider {
	return mint.New("test", mint.WithClock(e.Clock.Now, e.Clock.Wait), mint.WithEnvironment(func(string) string { return "" }))
}

// Terraform drives one resource or data source in process, against the fakes.
func (e *Env) Terraform(typeName string) *Terraform {
	return NewTerraform(e.t, e.Factory(), e.Block, typeName)
}
