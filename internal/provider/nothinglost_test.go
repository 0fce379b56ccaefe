package provider_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

// servers are the two ways in which calls are answered: with the short cuts, and without any.
var servers = map[string]func(provider.Provider) tfprotov6.ProviderServer{
	"short cuts": func(p provider.Provider) tfprotov6.ProviderServer { return mint.NewServer(p) },
	"framework":  func(p provider.Provider) tfprotov6.ProviderServer { return providerserver.NewProtocol6(p)() },
}

// way is an environment whose calls are answered in one way.
type way struct {
	*acctest.Env
	server func(provider.Provider) tfprotov6.ProviderServer
}

// eitherWay runs a test in both ways.
func eitherWay(t *testing.T, test func(t *testing.T, w way)) {
	t.Helper()
	for name, server := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := way{acctest.New(t), server}
			furnish(t, w.Env)
			test(t, w)
		})
	}
}

// terraform is a driver whose every command starts a process of its own.
func (w way) terraform(typeName string) *acctest.Terraform {
	tf := w.Terraform(typeName)
	tf.Connect(func() (tfprotov6.ProviderServer, error) { return w.server(w.Factory()()), nil })
	return tf
}

// created is an object of a kind, and its configuration.
func (w way) created(t *testing.T, k kind) (*acctest.Terraform, acctest.Attrs) {
	t.Helper()
	tf, config := w.terraform(k.typeName), k.config(w.Env, 0)
	if out := tf.Apply(config); out.Failed() {
		t.Fatal(out.Errors)
	}
	return tf, config
}

func (w way) wallet(t *testing.T, config acctest.Attrs) *acctest.Terraform {
	t.Helper()
	tf := w.terraform("mint_wallet")
	if out := tf.Apply(config); out.Failed() {
		t.Fatal(out.Errors)
	}
	return tf
}

func prepaid() acctest.Attrs {
	return acctest.Attrs{"external_customer_id": acctest.Customer, "name": "One", "currency": "USD", "rate_amount": "1.5"}
}

func hears(t *testing.T, texts []string, part string) {
	t.Helper()
	if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
		t.Errorf("nothing says %q: %q", part, texts)
	}
}

func silent(t *testing.T, out acctest.Outcome) {
	t.Helper()
	if out.Failed() || len(out.Warnings) > 0 || out.Action != acctest.NoOp {
		t.Errorf("%s, errors %q, warnings %q", out.Action, out.Errors, out.Warnings)
	}
}

func TestNothingLost_terminatedWallet(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		tf := w.wallet(t, prepaid())
		silent(t, tf.Plan(prepaid()))
		id, _ := tf.State.Attrs()["id"].(string)
		if err := w.PayPal.TerminateInConsole(id); err != nil {
			t.Fatal(err)
		}
		silent(t, tf.Plan(prepaid(), acctest.WithoutRefresh()))
		for range 2 {
			hears(t, tf.Plan(prepaid()).Warnings, "is terminated")
		}
		hears(t, tf.Plan(prepaid(), acctest.WithoutRefresh()).Warnings, "is terminated")
	})
}

func TestNothingLost_expiredWallet(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		config := prepaid()
		config["expiration_at"] = "2025-07-01T00:00:00Z"
		tf := w.wallet(t, config)
		silent(t, tf.Plan(config))
		later(t, w.Env, 17*24*time.Hour)
		hears(t, tf.Plan(config).Warnings, "has expired at 2025-07-01")
		hears(t, tf.Plan(config, acctest.WithoutRefresh()).Warnings, "has expired at 2025-07-01")
	})
}

// Two resources for one object are noticed by the notes that Read takes, in one process.
func TestNothingLost_twoResourcesForOneObject(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		for _, k := range kinds {
			first, config := w.created(t, k)
			second := w.terraform(k.typeName)
			if out := second.Apply(config); out.Failed() { // it finds what the first has made
				t.Fatal(out.Errors)
			}
			first.Hold(second)
			silent(t, first.Plan(config))
			hears(t, second.Plan(config).Warnings, "Two resources manage "+k.typeName)
		}
	})
}

// A deposed object is destroyed while the state holds the object twice: what the plan of one notes,
// the other finds.
func TestNothingLost_deposedObject(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		current, deposed := w.wallet(t, prepaid()), w.wallet(t, prepaid())
		for _, keptFirst := range []bool{true, false} {
			current.Hold(deposed)
			var ended, kept acctest.Outcome
			if keptFirst {
				kept = current.Plan(prepaid())
				ended = deposed.Plan(nil)
			} else {
				ended = deposed.Plan(nil)
				kept = current.Plan(prepaid())
			}
			hears(t, append(kept.Errors, ended.Errors...), "and one would be destroyed")
		}
	})
}

func TestNothingLost_anotherAccount(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		tf := w.wallet(t, prepaid())
		setPayPal(w.Env, "endpoint", acctest.New(t).Server.URL())
		hears(t, tf.Plan(prepaid()).Errors, "belongs to another account")
	})
}

func TestNothingLost_unknownProvider(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		tf := w.wallet(t, prepaid())
		setPayPal(w.Env, "client_secret", acctest.Unknown)
		out := tf.Plan(prepaid())
		hears(t, out.Warnings, "Not refreshed")
		if out.Action != acctest.NoOp || tf.State == nil {
			t.Errorf("%s, state %v", out.Action, tf.State)
		}
	})
}

// A state of Terraform before 1.12 has no identity. It is there after a refresh, and stays.
func TestNothingLost_identity(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		for _, k := range kinds {
			tf, _ := w.created(t, k)
			want := tf.Identity()
			for range 4 { // the driver takes the identity out before every other refresh
				if out := tf.Refresh(); out.Failed() {
					t.Fatal(out.Errors)
				}
				if diff := cmp.Diff(want, tf.Identity()); len(want) == 0 || diff != "" {
					t.Errorf("%s: %s", k.typeName, diff)
				}
			}
		}
	})
}

func TestNothingLost_import(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		for _, k := range kinds {
			tf, config := w.created(t, k)
			imported := w.terraform(k.typeName)
			if out := imported.ImportIdentity(tf.Identity()); out.Failed() {
				t.Fatal(k.typeName, out.Errors)
			}
			for range 2 {
				silent(t, imported.Plan(config))
			}
			if diff := cmp.Diff(tf.Identity(), imported.Identity()); diff != "" {
				t.Errorf("%s: %s", k.typeName, diff)
			}
		}
	})
}

func TestNothingLost_withoutRefresh(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		for _, k := range kinds {
			tf, config := w.created(t, k)
			w.Server.ResetJournal()
			silent(t, tf.Plan(config, acctest.WithoutRefresh()))
			if sent := w.Server.Journal(); len(sent) > 0 {
				t.Errorf("%s: sent %v", k.typeName, sent)
			}
		}
	})
}

// A refresh by itself brings what has changed into the state, and nothing else.
func TestNothingLost_refreshOnly(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		tf := w.wallet(t, prepaid())
		before := tf.State.Attrs()
		if out := tf.Refresh(); out.Failed() || !cmp.Equal(before, tf.State.Attrs()) {
			t.Fatal(out.Errors, cmp.Diff(before, tf.State.Attrs()))
		}
		id, _ := before["id"].(string)
		if err := w.PayPal.TerminateInConsole(id); err != nil {
			t.Fatal(err)
		}
		if out := tf.Refresh(); out.Failed() || tf.State.Attrs()["status"] != "TERMINATED" {
			t.Error(out.Errors, tf.State.Attrs())
		}
	})
}

// Read records the account of an object that was saved without one, though nothing else changes.
func TestNothingLost_privateData(t *testing.T) {
	t.Parallel()
	eitherWay(t, func(t *testing.T, w way) {
		tf := w.wallet(t, prepaid())
		tf.Put(tf.State.Attrs())
		silent(t, tf.Plan(prepaid()))
		setPayPal(w.Env, "endpoint", acctest.New(t).Server.URL())
		hears(t, tf.Plan(prepaid()).Errors, "belongs to another account")
	})
}

// setPayPal changes an argument of the PayPal block.
func setPayPal(e *acctest.Env, name string, value any) {
	block := acctest.Attrs{}
	old, _ := e.Block["paypal"].(acctest.Attrs)
	for k, v := range old {
		block[k] = v
	}
	block[name] = value
	e.Block["paypal"] = block
}

// later lets time pass for the service and for Terraform.
func later(t *testing.T, e *acctest.Env, d time.Duration) {
	t.Helper()
	e.Server.Clock().Advance(d)
	if err := e.Clock.Wait(t.Context(), d); err != nil {
		t.Fatal(err)
	}
}
