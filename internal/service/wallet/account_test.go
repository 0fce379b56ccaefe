package wallet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

func TestWallet_wrongAccount(t *testing.T) {
	t.Parallel()
	other := acctest.New(t)
	for name, change := range map[string]func(e *acctest.Env){
		"endpoint":  func(e *acctest.Env) { block(e, "endpoint", other.Server.URL()) },
		"client_id": anotherMerchant,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			change(e)
			e.Server.ResetJournal()
			for act, out := range map[string]acctest.Outcome{
				"refresh":                 tf.Refresh(),
				"update without refresh":  tf.Apply(with(prepaid(), "name", "Other"), acctest.WithoutRefresh()),
				"destroy without refresh": tf.Apply(nil, acctest.WithoutRefresh()),
			} {
				contains(t, out.Errors, "belongs to another account", name)
				if tf.State == nil {
					t.Errorf("%s removed the state", act)
				}
			}
			for _, sent := range append(e.Server.Journal(), other.Server.Journal()...) {
				if name != "client_id" || sent.Method != "GET" && !strings.HasSuffix(sent.Path, "/oauth2/token") {
					t.Errorf("the other account was asked: %v", sent)
				}
			}
		})
	}
}

const rotated = "rotated-client"

// rotate configures another REST app of the same merchant.
func rotate(e *acctest.Env) {
	e.PayPal.AcceptClient(rotated, "secret")
	block(e, "client_id", rotated)
	block(e, "client_secret", "secret")
}

// anotherMerchant configures the REST app of a merchant who has none of the wallets.
func anotherMerchant(e *acctest.Env) {
	rotate(e)
	e.Server.Inject(fake.Status(404, ""), fake.On("GET", item), fake.Always())
}

// TestWallet_rotatedClient: another REST app of the same merchant sees the same wallets, and is
// recorded with them.
func TestWallet_rotatedClient(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	succeed(t, tf.Apply(prepaid()), acctest.Create)
	former := e.Block["paypal"]
	rotate(e)
	contains(t, succeed(t, tf.Apply(with(prepaid(), "name", "Renamed")), acctest.Update).Warnings, "client id of the account changed", rotated)
	e.Server.ResetJournal()
	if out := succeed(t, tf.Apply(with(prepaid(), "name", "Renamed")), acctest.NoOp); len(out.Warnings) > 0 || e.Server.Count("GET", item) != 1 {
		t.Errorf("warnings %q once it is recorded, sent %v", out.Warnings, e.Server.Journal())
	}
	e.Block["paypal"] = former
	contains(t, tf.Apply(nil, acctest.WithoutRefresh()).Errors, "belongs to another account", rotated)
	succeed(t, tf.Destroy(), acctest.Delete)
}

// TestWallet_rotatedClientIsNotProven: what the service shows under the id must be this very
// wallet.
func TestWallet_rotatedClientIsNotProven(t *testing.T) {
	t.Parallel()
	const shown = `{"id":"w","external_customer_id":%q,"status":"ACTIVE","rate_amount":"1.5","created_at":%q}`
	for name, answer := range map[string]fake.Fault{
		"another customer":      fake.Status(200, fmt.Sprintf(shown, "globex", "2025-01-01T00:00:00Z")),
		"another creation time": fake.Status(200, fmt.Sprintf(shown, acctest.Customer, "2001-01-01T00:00:00Z")),
		"not found":             fake.Status(404, ""),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(prepaid()), acctest.Create)
			rotate(e)
			e.Server.Inject(answer, fake.On("GET", item), fake.Always())
			contains(t, tf.Refresh().Errors, "belongs to another account", rotated)
			if tf.State == nil {
				t.Error("the state is gone")
			}
		})
	}
	t.Run("not answered", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(prepaid()), acctest.Create)
		block(e, "client_id", "somebody-else")
		contains(t, tf.Refresh().Errors, "Cannot read the wallet", "invalid_client")
		if tf.State == nil {
			t.Error("the state is gone")
		}
	})
}

// A bare access token does not say whose it is: the endpoint is compared, and the client id is not
// forgotten.
func TestWallet_bareToken(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	token, _ := e.PayPal.Auth().Issue()
	client := e.Block["paypal"]
	bare := acctest.Attrs{"endpoint": e.Server.URL(), "access_token": token}

	succeed(t, tf.Apply(prepaid()), acctest.Create)
	e.Block["paypal"] = bare
	succeed(t, tf.Apply(with(prepaid(), "name", "Other")), acctest.Update)
	e.Block["paypal"] = client
	e.PayPal.AcceptClient(rotated, "secret")
	foreign := acctest.Attrs{"endpoint": e.Server.URL(), "client_id": rotated, "client_secret": "secret"}
	e.Block["paypal"] = foreign
	e.Server.Inject(fake.Status(404, ""), fake.On("GET", item))
	contains(t, tf.Refresh().Errors, "belongs to another account")
	e.Block["paypal"] = client
	succeed(t, tf.Plan(with(prepaid(), "name", "Other")), acctest.NoOp)

	e.Block["paypal"] = bare
	second := e.Terraform(typeName)
	succeed(t, second.Apply(with(prepaid(), "name", "Second")), acctest.Create)
	e.Block["paypal"] = client
	succeed(t, second.Plan(with(prepaid(), "name", "Second")), acctest.NoOp)
	e.Block["paypal"] = foreign
	e.Server.Inject(fake.Status(404, ""), fake.On("GET", item))
	contains(t, second.Refresh().Errors, "belongs to another account")
}

func TestWallet_unknownProvider(t *testing.T) {
	t.Parallel()
	for _, argument := range []string{"endpoint", "client_secret"} {
		t.Run(argument, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			succeed(t, tf.Apply(full()), acctest.Create)
			block(e, argument, acctest.Unknown)
			e.Server.ResetJournal()
			contains(t, succeed(t, tf.Plan(full()), acctest.NoOp).Warnings, "paypal."+argument)
			succeed(t, tf.Plan(nil), acctest.Delete)
			fresh := e.Terraform(typeName)
			succeed(t, fresh.Plan(full()), acctest.Create)
			contains(t, fresh.Import("w-1").Errors, "paypal."+argument)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("something was sent: %v", sent)
			}
		})
	}
}
