package acctest

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// What the fakes of an Env hold from the start.
const (
	// Organization has the currencies usd, eur (default credit limit 5000) and jpy.
	Organization = "myorg"
	// Postpaid and Prepaid are developers of the organization.
	Postpaid = "dev@example.com"
	Prepaid  = "prepaid@example.com"
	// Customer is a customer of the billing service.
	Customer = "acme"

	clientID     = "test-client"
	clientSecret = "test-client-secret"
)

// Env is a fake of both services for one test, and a provider that knows it and passes through
// every wait at once.
type Env struct {
	Server *fake.Server
	Apigee *apigeefake.Service
	PayPal *paypalfake.Service
	Clock  *Clock
	// Block is the provider block; a test may change it.
	Block Attrs

	t testing.TB
}

// New starts the fakes with little in them; they end with the test.
func New(t testing.TB, options ...fake.Option) *Env {
	t.Helper()
	e := start(t, options...)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: Organization, HasBillingAdjustment: true})
	e.Apigee.AddCurrency(Organization, apigeefake.Currency{Name: "USD"})
	e.Apigee.AddCurrency(Organization, apigeefake.Currency{Name: "EUR", CreditLimit: decimal.NewNullDecimal(decimal.New(5000, 0))})
	e.Apigee.AddCurrency(Organization, apigeefake.Currency{Name: "JPY"})
	e.Apigee.AddDeveloper(Organization, apigeefake.Developer{Email: Postpaid, BillingType: "POSTPAID"})
	e.Apigee.AddDeveloper(Organization, apigeefake.Developer{Email: Prepaid, BillingType: "PREPAID"})
	e.PayPal.AddCustomer(Customer)
	return e
}

// NewDemo starts the fakes with what the demo and the examples find in them.
func NewDemo(t testing.TB) *Env {
	t.Helper()
	e := start(t)
	e.Apigee.Seed()
	e.PayPal.Seed()
	return e
}

func start(t testing.TB, options ...fake.Option) *Env {
	t.Helper()
	server := fake.New(options...)
	t.Cleanup(server.Close)
	e := &Env{
		t:      t,
		Server: server,
		Clock:  NewClock(server.Clock().Now()),
		Apigee: apigeefake.New(server, apigeefake.Switches{}),
		PayPal: paypalfake.New(server, paypalfake.Switches{}),
	}
	e.PayPal.AcceptClient(clientID, clientSecret)
	e.Block = Attrs{
		"apigee": Attrs{"organization": Organization, "endpoint": e.Apigee.Endpoint(), "username": apigeefake.Username, "password": apigeefake.Password},
		"paypal": Attrs{"endpoint": server.URL(), "client_id": clientID, "client_secret": clientSecret},
	}
	return e
}

// Factory makes the provider.
func (e *Env) Factory() func() provider.Provider {
	return mint.New("test", mint.WithClock(e.Clock.Now, e.Clock.Wait), mint.WithEnvironment(func(string) string { return "" }))
}

// Terraform drives one resource or data source in process, against the fakes.
func (e *Env) Terraform(typeName string) *Terraform {
	return NewTerraform(e.t, e.Factory(), e.Block, typeName)
}
