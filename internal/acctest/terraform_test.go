package acctest

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
	mint "github.com/terraform-provider-mint/terraform-provider-mint/internal/provider"
)

func TestMain(m *testing.M) { Main(m) }

// step is one command, of the driver and of the CLI.
type step struct {
	before      func(e *Env) // changes the services, not through Terraform
	config      Attrs        // nil is a destroy
	resolved    Attrs        // config once Unknown is known
	planOnly    bool
	replace     bool
	skipRefresh bool
	taint       bool   // the object is tainted first
	importID    string // an import instead of an apply
	forget      bool   // the object is taken out of the state first
}

// seen is what one command did, as both can tell.
type seen struct {
	Action           string
	Planned          any // of a step that only plans
	Errors, Warnings []string
	State            any // nil: none
	Tainted          bool
}

var (
	limit    = Attrs{"developer_id": Postpaid, "currency": "USD", "amount": "1000.50", "on_destroy": "zero"}
	goodwill = Attrs{"name": "Goodwill", "adjustment_percentage_factor": "-12.5", "billing_month": 4, "billing_year": 2025}
	flat     = Attrs{
		"monetization_package_id": "communications", "name": "Flat", "display_name": "Flat", "currency": "USD", "start_date": "2030-01-01",
		"rate_plan_details": []any{Attrs{
			"type": "RATECARD", "metering_type": "VOLUME",
			"rates": []any{
				Attrs{"type": "RATECARD", "rate": "0.02", "start_unit": "0", "end_unit": "100"},
				Attrs{"type": "RATECARD", "rate": "0.0125", "start_unit": "100"},
			},
		}},
	}
	prepaid = Attrs{"external_customer_id": Customer, "name": "Prepaid", "currency": "USD", "rate_amount": "1.50"}
)

// scenarios are run by both drivers against fakes of their own.
var scenarios = map[string]struct {
	typeName string
	prepare  func(e *Env) error
	steps    []step
}{
	"life of a credit limit": {typeName: "mint_developer_credit_limit", steps: []step{
		{config: limit, planOnly: true},
		{config: limit},
		{config: with(limit, "amount", "1000.5")},
		{config: with(limit, "amount", "2000")},
		{config: with(limit, "amount", "2000"), before: func(e *Env) {
			e.Apigee.SetCreditLimitInConsole(Organization, Postpaid, "usd", decimal.New(7, 0))
		}},
		{config: with(limit, "amount", "2000", "currency", "EUR"), planOnly: true},
		{config: with(limit, "amount", "2000", "currency", "EUR")},
		{config: nil},
		{config: nil},
	}},
	"credit limit with an amount not known yet": {typeName: "mint_developer_credit_limit", steps: []step{
		{config: with(limit, "amount", Unknown), resolved: with(limit, "amount", "12.5"), planOnly: true},
		{config: with(limit, "amount", Unknown), resolved: with(limit, "amount", "12.5")},
	}},
	"adjustment replaced, tainted and imported": {typeName: "mint_billing_adjustment", steps: []step{
		{config: goodwill},
		{config: with(goodwill, "name", "Kindness"), planOnly: true},
		{config: with(goodwill, "name", "Kindness")},
		{config: with(goodwill, "name", "Kindness"), replace: true},
		{config: with(goodwill, "name", "Kindness"), taint: true, planOnly: true},
		{config: with(goodwill, "name", "Kindness"), taint: true},
		{config: with(goodwill, "billing_month", 5)},
		{config: with(goodwill, "billing_month", 5), importID: "first", forget: true},
		{config: with(goodwill, "billing_month", 5)},
	}},
	"adjustment gone, and drifted without a refresh": {typeName: "mint_billing_adjustment", steps: []step{
		{config: goodwill},
		{config: goodwill, skipRefresh: true, before: func(e *Env) {
			for _, a := range e.Apigee.Adjustments(Organization) {
				e.Apigee.EditAdjustmentInConsole(Organization, a.ID, func(a *apigeefake.Adjustment) { a.Factor = decimal.New(3, 0) })
			}
		}},
		{config: goodwill},
		{config: goodwill, before: func(e *Env) {
			for _, a := range e.Apigee.Adjustments(Organization) {
				e.Apigee.DeleteAdjustmentInConsole(Organization, a.ID)
			}
		}},
	}},
	"adjustment refused": {typeName: "mint_billing_adjustment", steps: []step{
		{config: with(goodwill, "billing_month", 13)},
		{config: goodwill, before: refuse("POST")},
		{config: goodwill},
		{config: with(goodwill, "name", "Kindness"), before: refuse("PUT")},
		{config: nil, before: refuse("DELETE")},
		{config: with(goodwill, "billing_month", 5), before: refuse("DELETE")},
		{config: nil},
		{config: goodwill, importID: "00000000-0000-0000-0000-000000000000"},
	}},
	"rate plan published": {typeName: "mint_rate_plan", prepare: furnish, steps: []step{
		{config: flat, planOnly: true},
		{config: flat},
		{config: flat},
		{config: with(flat, "description", "All you can send", "published", true)},
		{config: with(flat, "published", true, "display_name", "Other")},
		{config: with(flat, "description", "All you can send", "published", true, "end_date", "2031-01-01")},
		{config: nil},
	}},
	"wallet terminated": {typeName: "mint_wallet", steps: []step{
		{config: prepaid},
		{config: with(prepaid, "name", "Renamed", "recurring_transaction_rules", []any{Attrs{"trigger": "INTERVAL", "method": "FIXED", "interval": "MONTHLY", "paid_credits": "10"}})},
		{config: with(prepaid, "name", "Renamed"), before: func(e *Env) {
			for _, w := range e.PayPal.Wallets(Customer) {
				must(e.PayPal.TerminateInConsole(w.ID))
			}
		}},
		{config: prepaid},
		{config: prepaid, replace: true},
		{config: nil},
	}},
	"entry of a ledger": {typeName: "mint_wallet_transaction", prepare: openWallet, steps: []step{
		{config: entry("on_destroy", "void"), planOnly: true},
		{config: entry("on_destroy", "void")},
		{config: entry("on_destroy", "void", "granted_credits", "11")},
		{config: entry("on_destroy", "void"), taint: true, planOnly: true},
		{config: entry("on_destroy", "void", "reference", "another")},
		{config: nil},
	}},
}

// aWallet stands for the id of the customer's first wallet.
const aWallet = "the wallet"

// located returns a configuration with that id.
func located(e *Env, config Attrs) Attrs {
	if config["wallet_id"] == aWallet {
		return with(config, "wallet_id", e.PayPal.Wallets(Customer)[0].ID)
	}
	return config
}

// refuse makes the service refuse one request about adjustments.
func refuse(method string) func(e *Env) {
	return func(e *Env) {
		e.Server.Inject(fake.Status(400, `{"code":"mint.closed","message":"This is closed.","contexts":[]}`), fake.On(method, "/billing-adjustments"))
	}
}

func furnish(e *Env) error {
	e.Apigee.AddProduct(Organization, apigeefake.Product{Name: "messaging"})
	e.Apigee.AddPackage(Organization, apigeefake.Package{Name: "Communications", Products: []string{"messaging"}})
	return nil
}

func openWallet(e *Env) error {
	_, err := e.PayPal.OpenWalletInConsole(paypalfake.Wallet{CustomerID: Customer, Name: "Prepaid", Currency: "USD", Rate: decimal.New(1, 0)})
	return err
}

func entry(more ...any) Attrs {
	return with(Attrs{"wallet_id": aWallet, "reference": "january", "type": "TOPUP", "granted_credits": "10"}, more...)
}

func with(attrs Attrs, more ...any) Attrs {
	changed := Attrs{}
	for name, value := range attrs {
		changed[name] = value
	}
	for i := 0; i < len(more); i += 2 {
		changed[fmt.Sprint(more[i])] = more[i+1]
	}
	return changed
}

// What the driver says Terraform would do is what Terraform does.
func TestTerraform_agreesWithTheCLI(t *testing.T) {
	t.Parallel()
	for name, scenario := range scenarios {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inProcess, throughCLI := New(t), New(t)
			for _, e := range []*Env{inProcess, throughCLI} {
				e.Block["max_retries"], e.Block["settle_timeout"] = 0, "1s"
				if scenario.prepare != nil {
					if err := scenario.prepare(e); err != nil {
						t.Fatal(err)
					}
				}
			}
			tf, w := inProcess.Terraform(scenario.typeName), throughCLI.NewWorkspace("")
			for i, s := range scenario.steps {
				s.config = located(inProcess, s.config)
				if s.before != nil {
					s.before(inProcess)
					s.before(throughCLI)
				}
				want, got := withCLI(t, throughCLI, w, scenario.typeName, s), withDriver(inProcess, tf, s)
				got.Errors, got.Warnings = summaries(got.Errors, want.Errors), summaries(got.Warnings, want.Warnings)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("step %d: the driver differs (-CLI +driver):\n%s", i, diff)
				}
			}
		})
	}
}

func withDriver(e *Env, tf *Terraform, s step) seen {
	var options []Option
	if s.replace {
		options = append(options, Replacing())
	}
	if s.skipRefresh {
		options = append(options, WithoutRefresh())
	}
	if s.resolved != nil {
		options = append(options, Resolving(s.resolved))
	}
	id := s.importID
	if id == "first" {
		id = fmt.Sprint(tf.State.Attrs()["id"])
	}
	if s.forget {
		tf.State = nil
	}
	tf.Tainted = tf.Tainted || s.taint
	var out Outcome
	switch {
	case s.importID != "":
		out = tf.Import(id)
	case s.planOnly:
		out = tf.Plan(s.config, options...)
	default:
		out = tf.Apply(s.config, options...)
	}
	saw := seen{Action: out.Action, Errors: out.Errors, Warnings: out.Warnings, Tainted: tf.Tainted}
	if s.planOnly && out.Planned != nil {
		saw.Planned = plain(e, out.Planned)
	}
	if out.Failed() || s.importID != "" {
		saw.Action = ""
	}
	if out.Failed() && s.importID != "" {
		saw.Errors = []string{"import"}
	}
	if tf.State != nil {
		saw.State = plain(e, tf.State.Attrs())
	}
	return saw
}

// faulty is the provider with mistakes that Terraform finds.
type faulty struct {
	tfprotov6.ProviderServer
	plan, apply func(attrs Attrs)
}

func (f faulty) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := f.ProviderServer.PlanResourceChange(ctx, req)
	if err == nil && f.plan != nil {
		resp.PlannedState, err = edited(req.TypeName, resp.PlannedState, f.plan)
	}
	return resp, err
}

func (f faulty) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	resp, err := f.ProviderServer.ApplyResourceChange(ctx, req)
	if err == nil && f.apply != nil {
		resp.NewState, err = edited(req.TypeName, resp.NewState, f.apply)
	}
	return resp, err
}

// edited changes a state, unless there is none.
func edited(typeName string, state *tfprotov6.DynamicValue, edit func(attrs Attrs)) (*tfprotov6.DynamicValue, error) {
	known, err := schemas()
	if err != nil {
		return nil, err
	}
	ty := known.ResourceSchemas[typeName].ValueType()
	value, err := state.Unmarshal(ty)
	if err != nil || value.IsNull() {
		return state, err
	}
	attrs, _ := decode(value).(Attrs)
	edit(attrs)
	if value, err = encode(ty, attrs); err != nil {
		return nil, err
	}
	changed, err := tfprotov6.NewDynamicValue(ty, value)
	return &changed, err
}

// What Terraform finds wrong with a provider, the driver finds too.
func TestTerraform_findsWhatTheCLIFinds(t *testing.T) {
	t.Parallel()
	set := func(name string, value any) func(Attrs) { return func(attrs Attrs) { attrs[name] = value } }
	for name, test := range map[string]struct {
		faults func() faulty
		want   string
	}{
		"a plan other than the configuration": {func() faulty { return faulty{plan: set("amount", "7")} }, "Provider produced invalid plan"},
		"a plan of what is not configured": {
			func() faulty { return faulty{plan: func(attrs Attrs) { delete(attrs, "developer_id") }} }, "Provider produced invalid plan",
		},
		"a second plan other than the first": {func() faulty {
			var plans atomic.Int64
			return faulty{plan: func(attrs Attrs) { attrs["usage"] = fmt.Sprint(plans.Add(1)) }}
		}, "Provider produced inconsistent final plan"},
		"a result other than the plan": {func() faulty { return faulty{apply: set("amount", "7")} }, "Provider produced inconsistent result after apply"},
		"a result that is not known":   {func() faulty { return faulty{apply: set("usage", Unknown)} }, "Provider returned invalid result object after apply"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			connect := func(e *Env, faults faulty) func() (tfprotov6.ProviderServer, error) {
				return func() (tfprotov6.ProviderServer, error) {
					faults.ProviderServer = mint.NewServer(e.Factory()())
					return faults, nil
				}
			}
			inProcess := New(t)
			tf := inProcess.Terraform("mint_developer_credit_limit")
			tf.Connect(connect(inProcess, test.faults()))
			if out := tf.Apply(limit); len(out.Errors) == 0 || !strings.HasPrefix(out.Errors[0], test.want) {
				t.Errorf("the driver says %q, want %q", out.Errors, test.want)
			}
			throughCLI := New(t)
			throughCLI.CLI(resource.TestCase{
				ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){"mint": connect(throughCLI, test.faults())},
				Steps: []resource.TestStep{{
					Config:      throughCLI.HCL("resource \"mint_developer_credit_limit\" \"x\" %s", hcl(limit)),
					ExpectError: regexp.MustCompile(test.want),
				}},
			})
		})
	}
}

// summaries cuts "attribute: summary: detail" down to the one of the known summaries that it has.
func summaries(texts, known []string) []string {
	var all []string
	for _, text := range texts {
		for _, summary := range known {
			if strings.HasPrefix(text, summary+": ") || strings.Contains(text, ": "+summary+": ") {
				text = summary
			}
		}
		all = append(all, text)
	}
	return once(all)
}

func once(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// plain is a value as JSON has it, where every number is text and nothing says which fake it was.
func plain(e *Env, value any) any {
	switch value := value.(type) {
	case Attrs:
		all := map[string]any{}
		for name, member := range value {
			all[name] = plain(e, member)
		}
		return all
	case map[string]any:
		return plain(e, Attrs(value))
	case []any:
		all := []any{}
		for _, element := range value {
			all = append(all, plain(e, element))
		}
		// No scenario has a list of texts; of a set, the order says nothing.
		slices.SortStableFunc(all, func(a, b any) int {
			first, _ := a.(string)
			second, _ := b.(string)
			return strings.Compare(first, second)
		})
		return all
	case json.Number:
		return value.String()
	case string:
		return strings.ReplaceAll(value, e.Server.URL(), "URL")
	case unknown:
		return "(unknown)"
	default:
		return value
	}
}

const address = ".x"

func withCLI(t *testing.T, e *Env, w *Workspace, typeName string, s step) seen {
	t.Helper()
	w.configure(typeName, s)
	at := typeName + address
	if s.importID == "first" {
		for _, a := range e.Apigee.Adjustments(Organization) {
			s.importID = a.ID
		}
	}
	if s.forget {
		w.Succeed("state", "rm", at)
	}
	if s.taint && !w.state(e, typeName).Tainted {
		w.Succeed("taint", at)
	}
	args := []string{"apply", "-json", "-auto-approve"}
	switch {
	case s.importID != "":
		_, code := w.Run("import", "-no-color", at, s.importID)
		saw := w.state(e, typeName)
		if code != 0 {
			saw.Errors = []string{"import"}
		}
		return saw
	case s.planOnly:
		args = []string{"plan", "-json", "-out=plan"}
	}
	if s.replace {
		args = append(args, "-replace="+at)
	}
	if s.skipRefresh {
		args = append(args, "-refresh=false")
	}
	output, _ := w.Run(args...)
	saw := w.state(e, typeName)
	readMessages(t, output, at, &saw)
	if s.planOnly && len(saw.Errors) == 0 {
		saw.Planned = w.planned(e, at)
	}
	if len(saw.Errors) > 0 {
		saw.Action = ""
	}
	return saw
}

// configure writes the configuration as JSON; a value that is Unknown is the output of a
// terraform_data of this run.
func (w *Workspace) configure(typeName string, s step) {
	w.t.Helper()
	resources := map[string]any{}
	if s.config != nil {
		config := Attrs{}
		for name, value := range s.config {
			if value == any(Unknown) {
				resources["terraform_data"] = map[string]any{name: Attrs{"input": s.resolved[name]}}
				value = "${terraform_data." + name + ".output}"
			}
			config[name] = value
		}
		resources[typeName] = map[string]any{address[1:]: config}
	}
	configuration := map[string]any{"resource": resources}
	if len(resources) == 0 {
		clear(configuration)
	}
	text, err := json.Marshal(configuration)
	if err != nil {
		w.t.Fatal(err)
	}
	w.write("resource.tf.json", string(text))
}

// readMessages reads what plan and apply print with -json.
func readMessages(t *testing.T, output, at string, saw *seen) {
	t.Helper()
	saw.Action = NoOp
	for line := range strings.Lines(output) {
		var message struct {
			Type   string
			Change struct {
				Action   string
				Resource struct{ Addr string }
			}
			Diagnostic struct{ Severity, Summary string }
		}
		if err := json.Unmarshal([]byte(line), &message); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		switch {
		case message.Type == "planned_change" && message.Change.Resource.Addr == at:
			saw.Action = message.Change.Action
		case message.Type != "diagnostic", strings.Contains(message.Diagnostic.Summary, "development overrides"):
		case message.Diagnostic.Severity == "error":
			saw.Errors = append(saw.Errors, message.Diagnostic.Summary)
		default:
			saw.Warnings = append(saw.Warnings, message.Diagnostic.Summary)
		}
	}
	saw.Errors, saw.Warnings = once(saw.Errors), once(saw.Warnings)
}

// state reads the object of the state file.
func (w *Workspace) state(e *Env, typeName string) seen {
	w.t.Helper()
	var file struct {
		Resources []struct {
			Type      string
			Instances []struct {
				Status     string
				Attributes map[string]any
			}
		}
	}
	if text := w.State(); text != "" {
		w.decode(text, &file)
	}
	for _, r := range file.Resources {
		if r.Type == typeName && len(r.Instances) > 0 {
			return seen{State: plain(e, r.Instances[0].Attributes), Tainted: r.Instances[0].Status == "tainted"}
		}
	}
	return seen{}
}

// planned reads the planned state from the plan file.
func (w *Workspace) planned(e *Env, at string) any {
	w.t.Helper()
	output := w.Succeed("show", "-json", filepath.Join(w.dir, "plan"))
	var file struct {
		ResourceChanges []struct {
			Address string
			Change  struct {
				After        map[string]any
				AfterUnknown map[string]any `json:"after_unknown"`
			}
		} `json:"resource_changes"`
	}
	w.decode(output, &file)
	for _, r := range file.ResourceChanges {
		if r.Address == at {
			return plain(e, marked(r.Change.After, r.Change.AfterUnknown))
		}
	}
	return nil
}

func (w *Workspace) decode(text string, into any) {
	w.t.Helper()
	// Warnings about the CLI's configuration come before the JSON.
	if start := strings.Index(text, "{"); start > 0 {
		text = text[start:]
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		w.t.Fatalf("%v in %s", err, text)
	}
}

// marked puts Unknown into a planned value where the other says true.
func marked(value, isUnknown any) any {
	switch isUnknown := isUnknown.(type) {
	case bool:
		if isUnknown {
			return Unknown
		}
	case map[string]any:
		all := map[string]any{}
		members, _ := value.(map[string]any)
		for name, member := range members {
			all[name] = member
		}
		for name, u := range isUnknown {
			all[name] = marked(members[name], u)
		}
		return all
	case []any:
		elements, _ := value.([]any)
		all := slices.Clone(elements)
		for i, u := range isUnknown {
			all[i] = marked(elements[i], u)
		}
		return all
	}
	return value
}
