package wallet_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

func TestWallet_wrongAccount(t *testing.T) {
	t.Parallel()
	other := acctest.New(t)
	for name, change := range map[string]func(e *acctest.Env){
		"endpoint":  func(e *acctest.Env) { block(e, "endpoint", other.Server.URL()) },
		"client_id": func(e *acctest.Env) { block(e, "client_id", "somebody-else") },
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
			if sent := append(e.Server.Journal(), other.Server.Journal()...); len(sent) > 0 {
				t.Errorf("the other account was asked: %v", sent)
			}
		})
	}
}

// A bare access token does not say whose it is: the endpoint is compared, and the
// client id is not forgotten.
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
	block(e, "client_id", "somebody-else")
	contains(t, tf.Refresh().Errors, "belongs to another account")
	e.Block["paypal"] = client
	succeed(t, tf.Plan(with(prepaid(), "name", "Other")), acctest.NoOp)

	e.Block["paypal"] = bare
	second := e.Terraform(typeName)
	succeed(t, second.Apply(with(prepaid(), "name", "Second")), acctest.Create)
	e.Block["paypal"] = client
	succeed(t, second.Plan(with(prepaid(), "name", "Second")), acctest.NoOp)
	block(e, "client_id", "somebody-else")
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
