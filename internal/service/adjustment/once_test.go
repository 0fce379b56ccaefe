package adjustment_test

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Whatever is lost, the service holds one adjustment in the end, and a run that fails leaves
// nothing behind that the next one does not find.
func TestAdjustment_lostAnswers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		inject func(*acctest.Env)
		fails  bool
	}{
		"dropped after the effect": {func(e *acctest.Env) { e.Server.Inject(fake.DropAfter(), fake.On("POST", route)) }, false},
		"503 after the effect":     {func(e *acctest.Env) { e.Server.Inject(fake.AfterEffect(fake.Status(503, "")), fake.On("POST", route)) }, false},
		"truncated":                {func(e *acctest.Env) { e.Server.Inject(fake.Truncate(), fake.On("POST", route)) }, false},
		"HTML after the effect":    {func(e *acctest.Env) { e.Server.Inject(fake.AfterEffect(fake.HTML(200)), fake.On("POST", route)) }, false},
		"no id in the answer":      {func(e *acctest.Env) { e.Server.Inject(fake.OmitKeys("id"), fake.On("POST", route)) }, false},
		"redirect after the effect": {func(e *acctest.Env) {
			e.Server.Inject(fake.AfterEffect(fake.Redirect(302, "/elsewhere")), fake.On("POST", route))
		}, false},
		"committed late": {func(e *acctest.Env) { e.Server.Inject(fake.CommitLate(2, fake.DropBefore()), fake.On("POST", route)) }, false},
		"a lagging list": {func(e *acctest.Env) {
			e.Server.Inject(fake.Lag(3), fake.On("GET", route), fake.Always())
			e.Server.Inject(fake.DropAfter(), fake.On("POST", route))
		}, false},
		"429 first":          {func(e *acctest.Env) { e.Server.Inject(fake.TooManyRequests("2"), fake.On("POST", route)) }, false},
		"lost tokens":        {func(e *acctest.Env) { e.Server.Inject(fake.LoseTokens(), fake.On("POST", route)) }, false},
		"dropped before":     {func(e *acctest.Env) { e.Server.Inject(fake.DropBefore(), fake.On("POST", route)) }, true},
		"500 before":         {func(e *acctest.Env) { e.Server.Inject(fake.Status(500, ""), fake.On("POST", route)) }, true},
		"look-up fails":      {func(e *acctest.Env) { e.Server.Inject(fake.Status(500, ""), fake.On("GET", route), fake.Always()) }, true},
		"look-up is an HTML": {func(e *acctest.Env) { e.Server.Inject(fake.HTML(200), fake.On("GET", route), fake.Always()) }, true},
		"lost, look-up fails": {func(e *acctest.Env) {
			e.Server.Inject(fake.DropAfter(), fake.On("POST", route))
			e.Server.Inject(fake.Status(500, ""), fake.On("GET", route), fake.Skip(1), fake.Always())
		}, true},
		"committed after that": {func(e *acctest.Env) {
			e.Server.Inject(fake.CommitLate(1000, fake.DropBefore()), fake.On("POST", route))
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			tf := e.Terraform(typeName)
			test.inject(e)
			out := tf.Apply(discount(nil))
			if out.Failed() != test.fails || tf.Tainted || test.fails != (tf.State == nil) {
				t.Fatalf("errors %q, state %v", out.Errors, tf.State)
			}
			if got := e.Server.Count("POST", route); got > 1 && name != "429 first" && name != "lost tokens" {
				t.Errorf("%d POSTs in one run", got)
			}
			e.Server.ClearFaults()
			e.Server.CommitPending()
			if out := tf.Apply(discount(nil)); out.Failed() {
				t.Fatalf("applying again: %q", out.Errors)
			}
			only(t, e)
			succeed(t, tf.Plan(discount(nil)), acctest.NoOp)
		})
	}
}

func TestAdjustment_adoption(t *testing.T) {
	t.Parallel()
	console := apigeefake.Adjustment{Name: "Goodwill", Factor: decimal.RequireFromString("-12.5"), Month: time.April, Year: 2025}
	t.Run("identical", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		id := e.Apigee.AddAdjustmentInConsole(acctest.Organization, console)
		tf := e.Terraform(typeName)
		contains(t, succeed(t, tf.Apply(discount(nil)), acctest.Create).Warnings, "Adopted", "Goodwill", "-12.5%")
		if tf.State.Attrs()["id"] != id || e.Server.Count("POST", route) > 0 {
			t.Errorf("the state is %v", tf.State.Attrs())
		}
		succeed(t, tf.Plan(discount(nil)), acctest.NoOp)
	})
	t.Run("another percentage", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		id := e.Apigee.AddAdjustmentInConsole(acctest.Organization, console)
		out := e.Terraform(typeName).Apply(discount(acctest.Attrs{"adjustment_percentage_factor": "5"}))
		contains(t, out.Errors, "already exists", "its percentage is -12.5, not 5", fmt.Sprintf("id = %q", id), "import {")
		only(t, e)
	})
	t.Run("with the other name of its developer", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		ofDeveloper := console
		ofDeveloper.Developer = acctest.Postpaid
		id := e.Apigee.AddAdjustmentInConsole(acctest.Organization, ofDeveloper)
		uuid := only(t, e).Developer
		e.Server.Inject(fake.Rewrite("email only", func(r fake.Response) fake.Response {
			r.Body = bytes.ReplaceAll(r.Body, []byte(strconv.Quote(uuid)), []byte(strconv.Quote(acctest.Postpaid)))
			return r
		}), fake.On("", route), fake.Always())
		tf := e.Terraform(typeName)
		out := tf.Apply(discount(acctest.Attrs{"developer_id": uuid}))
		contains(t, out.Warnings, "Adopted")
		if out.Failed() || only(t, e).ID != id {
			t.Errorf("errors %q", out.Errors)
		}
	})
	t.Run("several", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		first := e.Apigee.AddAdjustmentInConsole(acctest.Organization, console)
		second := e.Apigee.AddAdjustmentInConsole(acctest.Organization, console)
		contains(t, e.Terraform(typeName).Apply(discount(nil)).Errors, "already exists", first, second)
	})
	t.Run("another scope is another adjustment", func(t *testing.T) {
		t.Parallel()
		e := acctest.New(t)
		e.Apigee.AddAdjustmentInConsole(acctest.Organization, console)
		succeed(t, e.Terraform(typeName).Apply(discount(acctest.Attrs{"transaction_type": "CHARGE"})), acctest.Create)
		if got := len(truth(e)); got != 2 {
			t.Errorf("the service holds %d", got)
		}
	})
}
