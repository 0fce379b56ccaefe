package developerbilling_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const typeName = "mint_developer_billing"

// wire are the attributes of the management API by argument.
var wire = map[string]string{
	"billing_type": "MINT_BILLING_TYPE", "legal_name": "MINT_DEVELOPER_LEGAL_NAME", "address": "MINT_DEVELOPER_ADDRESS", "developer_category_id": "MINT_DEVELOPER_CATEGORY",
	"registration_id": "MINT_REGISTRATION_ID", "tax_exempt_number": "MINT_TAX_EXEMPT_AUTH_NO", "phone": "MINT_DEVELOPER_PHONE",
}

// settings is a configuration: name, value, name, value.
func settings(pairs ...any) acctest.Attrs {
	config := acctest.Attrs{"developer_id": acctest.Postpaid}
	for i := 0; i < len(pairs); i += 2 {
		config[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return config
}

func everything(legalName, city string) acctest.Attrs {
	return settings("billing_type", "POSTPAID", "legal_name", legalName, "developer_category_id", "gold", "registration_id", "HRB 1", "tax_exempt_number", "T-1", "phone", "+1 555",
		"address", acctest.Attrs{"address1": "1 Main St & Co", "city": city, "country": "US", "state": "IL", "zip": "62701"})
}

const written = `{"address1":"1 Main St & Co","city":%q,"country":"US","isPrimary":"true","state":"IL","zip":"62701"}`

// says are the attributes that a configuration of everything declares.
func says(config acctest.Attrs) string {
	var all []string
	for name, attribute := range wire {
		value := fmt.Sprint(config[name])
		if address, ok := config[name].(acctest.Attrs); ok {
			value = strings.ReplaceAll(fmt.Sprintf(written, address["city"]), "&", `\u0026`)
		}
		all = append(all, attribute+"="+value)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func held(e *acctest.Env) map[string]string {
	all := map[string]string{}
	if _, ok := e.Apigee.Developer(acctest.Organization, acctest.Postpaid); ok {
		for _, a := range e.Apigee.Attributes(acctest.Organization, acctest.Postpaid) {
			all[a.Name] = a.Value
		}
	}
	return all
}

func holds(e *acctest.Env) []string {
	var all []string
	for name, value := range held(e) {
		if strings.HasPrefix(name, "MINT_") {
			all = append(all, name+"="+value)
		}
	}
	slices.Sort(all)
	return []string{strings.Join(all, " ")}
}

func set(e *acctest.Env, name, value string) {
	e.Apigee.SetAttributeInConsole(acctest.Organization, acctest.Postpaid, name, value)
}

// later lets the time pass in which the service may lag.
func later(t *testing.T, e *acctest.Env) {
	t.Helper()
	if err := e.Clock.Wait(t.Context(), 181*time.Second); err != nil {
		t.Fatal(err)
	}
}

func prepare(e *acctest.Env) {
	e.Apigee.AddCategory(acctest.Organization, apigeefake.Category{ID: "gold", Name: "Gold"})
	set(e, "COLOUR", "blue")
}

func start(t *testing.T) (*acctest.Env, *acctest.Terraform) {
	t.Helper()
	e := acctest.New(t)
	prepare(e)
	return e, e.Terraform(typeName)
}

var billing = acctest.Kind{
	TypeName: typeName, Route: "/attributes", Key: "developer_id", Sets: true, Prepare: prepare,
	Config: everything("Acme é Ltd", "Springfield"), Changed: everything("Acme plc", "Chicago"),
	Holds: holds, Says: says,
	Edit:   func(e *acctest.Env) { set(e, "MINT_DEVELOPER_ADDRESS", fmt.Sprintf(written, "Drifted")) },
	Remove: func(e *acctest.Env) { e.Apigee.DeleteDeveloper(acctest.Organization, acctest.Postpaid) },
}

func TestDeveloperBilling(t *testing.T) { billing.Run(t) }

// Whatever is not configured belongs to others, and the call that replaces the list is never made.
func TestDeveloperBilling_ownsWhatIsConfigured(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	set(e, "MINT_DEVELOPER_PHONE", "+49 30")
	tf.Apply(settings("legal_name", "Acme Ltd")).Expect(t, acctest.Create)
	set(e, "MINT_DEVELOPER_PHONE", "+49 40")
	set(e, "MINT_REGISTRATION_ID", "theirs")
	e.Apigee.DeleteAttributeInConsole(acctest.Organization, acctest.Postpaid, "MINT_BILLING_TYPE")
	tf.Plan(settings("legal_name", "Acme Ltd\n")).Expect(t, acctest.NoOp)
	if state := tf.State.Attrs(); state["phone"] != nil || state["registration_id"] != nil || state["billing_type"] != nil {
		t.Errorf("the state has %v", state)
	}
	theirs := settings("legal_name", "Acme plc", "registration_id", "mine", "address", acctest.Unknown)
	tf.Plan(theirs).Expect(t, acctest.Update).Says(t, "registration_id of dev@example.com replaces another value", "The developer has theirs")
	tf.Apply(settings("legal_name", "Acme plc")).Expect(t, acctest.Update)
	want := map[string]string{"COLOUR": "blue", "MINT_DEVELOPER_PHONE": "+49 40", "MINT_REGISTRATION_ID": "theirs", "MINT_DEVELOPER_LEGAL_NAME": "Acme plc"}
	if diff := cmp.Diff(want, held(e)); diff != "" {
		t.Error(diff)
	}
	e.Apigee.DeleteAttributeInConsole(acctest.Organization, acctest.Postpaid, "MINT_DEVELOPER_LEGAL_NAME")
	later(t, e)
	tf.Apply(settings("legal_name", "Acme plc")).Expect(t, acctest.Update)
	if held(e)["MINT_DEVELOPER_LEGAL_NAME"] != "Acme plc" || e.Server.Count("POST", "/attributes$") != 0 || e.Server.Count("DELETE", "") != 0 {
		t.Errorf("holds %v", held(e))
	}
}

func TestDeveloperBilling_address(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	address := func(parts ...any) acctest.Attrs {
		a := acctest.Attrs{"address1": "1 Main St", "city": "Springfield"}
		for i := 0; i < len(parts); i += 2 {
			a[fmt.Sprint(parts[i])] = parts[i+1]
		}
		return settings("address", a)
	}
	set(e, "MINT_DEVELOPER_ADDRESS", `{"geo": {"lat": 1.50}, "city":"Old", "address2":"Floor 2"}`)
	tf.Apply(address()).Expect(t, acctest.Create).Says(t, "address of dev@example.com was replaced", "It was Floor 2, Old")
	for _, same := range []string{
		`{"city": "Springfield", "zip": null, "address1": "1 Main St", "isPrimary": true, "geo": 1}`, `{"address1":"1 Main St","city":"Springfield","isPrimary":"true","state":""}`,
		`{"address1":"1 Main St","city":"Springfield"}`,
	} {
		set(e, "MINT_DEVELOPER_ADDRESS", same)
		tf.Plan(address()).Expect(t, acctest.NoOp)
	}
	for _, other := range []string{
		`{"address1":"1 Main St","city":"Springfield","isPrimary":"false"}`, `{"address1":"1 Main St","city":"Springfield","zip":62701}`,
		`{"address1":"1 Main St"}`, `Springfield`, `null`, `["Springfield"]`,
	} {
		set(e, "MINT_DEVELOPER_ADDRESS", other)
		tf.Apply(address()).Expect(t, acctest.Update)
		if got := held(e)["MINT_DEVELOPER_ADDRESS"]; got != `{"address1":"1 Main St","city":"Springfield","isPrimary":"true"}` {
			t.Errorf("%s became %s", other, got)
		}
	}
	set(e, "MINT_DEVELOPER_ADDRESS", `{"geo":{"lat":1.50},"address1":"1 Main St","city":"Springfield"}`)
	tf.Apply(address("zip", "62701", "is_primary", false)).Expect(t, acctest.Update)
	if got := held(e)["MINT_DEVELOPER_ADDRESS"]; got != `{"address1":"1 Main St","city":"Springfield","geo":{"lat":1.50},"isPrimary":"false","zip":"62701"}` {
		t.Errorf("holds %s", got)
	}
	tf.Plan(address("zip", "62701", "is_primary", false)).Expect(t, acctest.NoOp)
}

func TestDeveloperBilling_billingType(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(settings("billing_type", "POSTPAID")).Expect(t, acctest.Create)
	tf.Plan(settings("billing_type", "PREPAID")).Expect(t, acctest.Update).Says(t, "changes from POSTPAID to PREPAID", "top up the balance first")
	e.Apigee.EditOrganizationInConsole(acctest.Organization, func(o *apigeefake.Organization) { o.SupportedBillingType = "POSTPAID" })
	tf.Apply(settings("billing_type", "PREPAID")).Says(t, "does not support PREPAID", "which the organization must support")
	if got := tf.State.Attrs()["billing_type"]; got != "POSTPAID" {
		t.Errorf("the state has %v", got)
	}
	e.Apigee.EditOrganizationInConsole(acctest.Organization, func(o *apigeefake.Organization) { o.SupportedBillingType = "BOTH" })
	tf.Apply(settings("billing_type", "PREPAID")).Expect(t, acctest.Update)
	if d, _ := e.Apigee.Developer(acctest.Organization, acctest.Postpaid); d.BillingType != "PREPAID" {
		t.Errorf("monetization sees %s", d.BillingType)
	}
	tf.Plan(settings("billing_type", "POSTPAID")).Expect(t, acctest.Update).Says(t, "changes from PREPAID to POSTPAID", "mint_developer_credit_limit")
	tf.Plan(settings("on_destroy", "remove")).Expect(t, acctest.Update).Says(t, "from PREPAID to the organization's default")
	if out := tf.Plan(settings()); len(out.Warnings) != 1 {
		t.Errorf("warnings %q", out.Warnings)
	}
	tf.Apply(settings("phone", "+1")).Expect(t, acctest.Update)
	tf.Plan(settings("phone", "+1", "billing_type", "POSTPAID")).Says(t, "changes from PREPAID to POSTPAID")
	if out := tf.Apply(settings("phone", "+1", "billing_type", "PREPAID")).Expect(t, acctest.Update); len(out.Warnings) > 0 {
		t.Errorf("warnings %q", out.Warnings)
	}
}

func TestDeveloperBilling_noLongerConfigured(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	full := everything("Acme", "Springfield")
	tf.Apply(full).Expect(t, acctest.Create)
	less := maps.Clone(full)
	delete(less, "phone")
	delete(less, "address")
	tf.Apply(less).Expect(t, acctest.Update).Says(t, "phone of dev@example.com stays", "address of dev@example.com stays")
	tf.Plan(less).Expect(t, acctest.NoOp)
	if got := e.Server.Count("DELETE", ""); got != 0 || held(e)["MINT_DEVELOPER_PHONE"] == "" {
		t.Errorf("holds %v", held(e))
	}
	full["on_destroy"] = "remove"
	tf.Apply(full).Expect(t, acctest.Update)
	less["on_destroy"] = "remove"
	tf.Apply(less).Expect(t, acctest.Update)
	tf.Plan(less).Expect(t, acctest.NoOp)
	if got := held(e); got["MINT_DEVELOPER_PHONE"] != "" || got["MINT_DEVELOPER_ADDRESS"] != "" || got["MINT_DEVELOPER_LEGAL_NAME"] != "Acme" {
		t.Errorf("holds %v", got)
	}
	e.Apigee.DeleteAttributeInConsole(acctest.Organization, acctest.Postpaid, "MINT_REGISTRATION_ID")
	tf.Apply(nil).Expect(t, acctest.Delete).Says(t, "will be removed", "cannot buy rate plans")
	if diff := cmp.Diff(map[string]string{"COLOUR": "blue"}, held(e)); diff != "" {
		t.Error(diff)
	}
}

func TestDeveloperBilling_destroyOfAGoneDeveloper(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(settings("phone", "1", "on_destroy", "remove")).Expect(t, acctest.Create)
	e.Apigee.DeleteDeveloper(acctest.Organization, acctest.Postpaid)
	tf.Apply(nil, acctest.WithoutRefresh()).Expect(t, acctest.Delete)
}

// Each setting may be the one that fails: what was written is in the state, and the next apply
// writes the rest.
func TestDeveloperBilling_halfWay(t *testing.T) {
	t.Parallel()
	for name, attribute := range wire {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, tf := start(t)
			fail := func() {
				e.Server.Inject(fake.Status(403, `{"code":"developer.service.Forbidden","message":"no"}`), fake.On("", "/attributes/{name}"), fake.Always(),
					fake.Where(func(r *fake.Request) bool { return strings.HasSuffix(r.Path, "/"+attribute) }))
			}
			fail()
			full := everything("Acme", "Springfield")
			out := tf.Apply(full)
			if first := name == "legal_name"; first != out.Failed() || first != (tf.State == nil) || tf.Tainted {
				t.Fatalf("state %v, %q, %q", tf.State, out.Errors, out.Warnings)
			}
			out.Says(t, attribute+": Apigee monetization: POST")
			e.Server.ClearFaults()
			if out := tf.Apply(full); out.Failed() {
				t.Fatal(out.Errors)
			}
			tf.Plan(full).Expect(t, acctest.NoOp)
			if got := holds(e)[0]; got != says(full) {
				t.Errorf("holds %s", got)
			}
			other := settings("billing_type", "PREPAID", "legal_name", "B", "developer_category_id", "gold", "registration_id", "2", "tax_exempt_number", "2", "phone", "2",
				"address", acctest.Attrs{"city": "Chicago"}, "on_destroy", "remove")
			fail()
			if name != "developer_category_id" { // which does not change
				tf.Apply(other).Says(t, "Cannot change "+name)
				if got := tf.State.Attrs()[name]; cmp.Equal(got, other[name]) {
					t.Errorf("the state has %v, which was not written", got)
				}
			} else {
				tf.Apply(other).Expect(t, acctest.Update)
			}
			tf.Apply(nil).Says(t, "Cannot delete the billing settings of dev@example.com", "Destroy again")
			e.Server.ClearFaults()
			tf.Apply(nil).Expect(t, acctest.Delete)
			if diff := cmp.Diff(map[string]string{"COLOUR": "blue"}, held(e)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDeveloperBilling_whoCannotBeSet(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Name: "supplier", IsCompany: true})
	for developer, want := range map[string][]string{
		"nobody@example.com": {"Cannot set the billing settings of nobody@example.com", "DeveloperDoesNotExist", "Check developer_id"},
		"supplier":           {"this is a company", "console"},
		"myorg###supplier@APIGEE-GEN.FOR-COMPANY": {"this is a company"},
	} {
		tf.Apply(settings("developer_id", developer, "phone", "1")).Says(t, want...)
		if tf.State != nil {
			t.Errorf("%s is in the state", developer)
		}
	}
	if got := e.Server.Count("POST", "/attributes"); got != 0 {
		t.Errorf("%d POSTs", got)
	}
}

// A gateway's 404, a wrong root, and a management API that does not know whom monetization knows.
func TestDeveloperBilling_notFoundThatSaysNothing(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	config := settings("phone", "1")
	tf.Apply(config).Expect(t, acctest.Create)
	for body, want := range map[string]string{
		`{"fault":{"faultstring":"Unable to identify proxy","detail":{"errorcode":"messaging.adaptors.http.flow.ApplicationNotFound"}}}`: "check management_endpoint, which is " + e.Apigee.ManagementEndpoint(),
		`{"code":"developer.service.DeveloperDoesNotExist","message":"none"}`:                                                            "monetization knows developer dev@example.com",
	} {
		e.Server.Inject(fake.Status(404, body), fake.On("", "/attributes"), fake.Always())
		tf.Refresh().Says(t, "Cannot read the billing settings of dev@example.com", want)
		if tf.State == nil {
			t.Fatal("it left the state")
		}
		e.Server.ClearFaults()
	}
}

func TestDeveloperBilling_managementEndpoint(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	block := maps.Clone(e.Block["apigee"].(acctest.Attrs)) //nolint:forcetypeassert // the block of Env is an object
	block["management_endpoint"] = e.Server.URL() + "/elsewhere"
	e.Block["apigee"] = block
	tf.Apply(settings("phone", "1")).Says(t, "check management_endpoint, which is "+e.Server.URL()+"/elsewhere")
	block["management_endpoint"] = e.Apigee.ManagementEndpoint() + "/"
	tf.Apply(settings("phone", "1")).Expect(t, acctest.Create)
}

// A service that lags answers for three minutes with what was before: that is no difference.
func TestDeveloperBilling_lag(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	full := everything("Acme", "Springfield")
	changed := everything("Acme plc", "Chicago")
	for _, config := range []acctest.Attrs{full, changed, settings("phone", "1", "on_destroy", "remove")} {
		stale := e.Server.Inject(fake.Stale(len(wire)), fake.On("GET", "/attributes"), fake.Always())
		if out := tf.Apply(config); out.Failed() {
			t.Fatal(out.Errors)
		}
		tf.Plan(config).Expect(t, acctest.NoOp)
		stale.Remove()
		tf.Plan(config).Expect(t, acctest.NoOp)
	}
	if got := held(e)["MINT_DEVELOPER_PHONE"]; got != "1" || len(held(e)) != 2 {
		t.Errorf("holds %v", held(e))
	}
	set(e, "MINT_DEVELOPER_PHONE", "+1 555")
	later(t, e)
	tf.Plan(settings("phone", "1", "on_destroy", "remove")).Expect(t, acctest.Update)
}

func TestDeveloperBilling_twoNamesOfOneDeveloper(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	d, _ := e.Apigee.Developer(acctest.Organization, acctest.Postpaid)
	other := e.Terraform(typeName)
	tf.Hold(other)
	tf.Apply(settings("phone", "1")).Expect(t, acctest.Create)
	other.Apply(settings("developer_id", d.ID, "phone", "2")).Says(t, "wo resources of this configuration declare the same object")
	tf.Release()
	other.Release()
	other.Apply(settings("developer_id", d.ID, "phone", "2")).Expect(t, acctest.Create)
	tf.Hold(other)
	tf.Plan(settings("phone", "2"))
	other.Plan(settings("developer_id", d.ID, "phone", "2")).Says(t, "Two resources manage")
	tf.Release()
	tf.Plan(settings("developer_id", "Dev@Example.com", "phone", "2")).Expect(t, acctest.NoOp)
	tf.Plan(settings("developer_id", acctest.Prepaid, "phone", "2")).Expect(t, acctest.Replace)
}

func TestDeveloperBilling_emailInAnotherCase(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(settings("developer_id", "Dev@Example.com", "phone", "1", "on_destroy", "remove")).Expect(t, acctest.Create)
	tf.Plan(settings("developer_id", "Dev@Example.com", "phone", "1", "on_destroy", "remove")).Expect(t, acctest.NoOp)
	tf.Apply(nil).Expect(t, acctest.Delete)
	if got := held(e)["MINT_DEVELOPER_PHONE"]; got != "" {
		t.Errorf("holds %s", got)
	}
}

// create_before_destroy: the new resource sets what the old one would remove.
func TestDeveloperBilling_replacedUnderTheSameKey(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	tf.Apply(settings("phone", "1", "on_destroy", "remove")).Expect(t, acctest.Create)
	fresh := e.Terraform(typeName)
	tf.Hold(fresh)
	fresh.Apply(settings("phone", "2")).Expect(t, acctest.Create)
	tf.Apply(nil, acctest.WithoutRefresh()).Expect(t, acctest.Delete).Says(t, "manages it now")
	if got := held(e)["MINT_DEVELOPER_PHONE"]; got != "2" {
		t.Errorf("holds %s", got)
	}
}

func TestDeveloperBilling_importOfWhatIsOdd(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	for name, value := range map[string]string{"MINT_BILLING_TYPE": "SOMETIMES", "MINT_DEVELOPER_ADDRESS": "at home", "MINT_DEVELOPER_PHONE": "", "MINT_TAX_EXEMPT_AUTH_NO": "  ", "MINT_REGISTRATION_ID": "  x\r\n"} {
		set(e, name, value)
	}
	if out := tf.Import(acctest.Postpaid); out.Failed() {
		t.Fatal(out.Errors)
	}
	tf.Plan(settings("registration_id", "  x")).Expect(t, acctest.NoOp)
	set(e, "MINT_DEVELOPER_ADDRESS", `{"isPrimary":"true"}`)
	if out := tf.Import(acctest.Postpaid); out.Failed() || tf.State.Attrs()["address"] != nil {
		t.Errorf("got %v, %q", tf.State.Attrs(), out.Errors)
	}
}

func TestDeveloperBilling_anotherValueIsRecorded(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	e.Server.Inject(fake.AfterEffect(fake.Answer(fake.JSON(200, map[string]string{"name": "MINT_DEVELOPER_PHONE", "value": "2"}))), fake.On("POST", "/attributes"))
	tf.Apply(settings("phone", "1")).Expect(t, acctest.Create).Says(t, "Phone is 2, not 1")
	e.Server.Inject(fake.OmitKeys("name"), fake.On("POST", "/attributes"))
	if out := tf.Apply(settings("phone", "3")).Expect(t, acctest.Update); len(out.Warnings) > 0 {
		t.Errorf("warnings %q", out.Warnings)
	}
}

func TestDeveloperBilling_wrongValues(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	for name, test := range map[string]struct {
		value any
		want  []string
	}{
		"developer_id":          {" dev@example.com", []string{"developer_id: \" dev@example.com\"", "trimspace()"}},
		"billing_type":          {"prepaid", []string{"billing_type: \"prepaid\"", `write "PREPAID"`}},
		"legal_name":            {"", []string{"legal_name: must not be empty", "null"}},
		"address":               {acctest.Attrs{"is_primary": true}, []string{"address: {}", "leave address out"}},
		"developer_category_id": {"gold\n", []string{"developer_category_id: \"gold\\n\"", "take it out"}},
		"registration_id":       {"", []string{"registration_id: must not be empty"}},
		"tax_exempt_number":     {"", []string{"tax_exempt_number: must not be empty"}},
		"phone":                 {"", []string{"phone: must not be empty"}},
		"on_destroy":            {"zero", []string{"on_destroy: \"zero\" is not allowed", `"retain", "remove"`}},
	} {
		config := settings("phone", "1")
		config[name] = test.value
		if out := tf.Validate(config); len(out.Errors) != 1 {
			t.Errorf("%s: %q", name, out.Errors)
		} else {
			out.Says(t, test.want...)
		}
	}
	for _, part := range []string{"address1", "address2", "city", "country", "state", "zip"} {
		tf.Validate(settings("address", acctest.Attrs{part: ""})).Says(t, "address."+part+": must not be empty")
	}
	for _, name := range []string{"legal_name", "registration_id", "tax_exempt_number", "phone"} {
		tf.Validate(settings(name, "  ")).Says(t, name+": must not be empty or blank", `"  "`)
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("sent %v", sent)
	}
}

func TestDeveloperBilling_valuesNotKnownYet(t *testing.T) {
	t.Parallel()
	_, tf := start(t)
	unknown := settings("billing_type", acctest.Unknown, "address", acctest.Unknown, "developer_category_id", acctest.Unknown)
	known := settings("billing_type", "PREPAID", "address", acctest.Attrs{"city": "X"}, "developer_category_id", "gold")
	tf.Apply(unknown, acctest.Resolving(known)).Expect(t, acctest.Create)
	tf.Apply(unknown, acctest.Resolving(known)).Expect(t, acctest.Update)
	tf.Plan(settings("address", acctest.Attrs{"city": acctest.Unknown})).Expect(t, acctest.Update)
	tf.Plan(known).Expect(t, acctest.NoOp)
}

func TestDeveloperBilling_list(t *testing.T) {
	t.Parallel()
	e, tf := start(t)
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "plain@example.com"})
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Email: "full@example.com", LegalName: "Größe ${x} \"東京\"", Phone: "1", Category: "gold",
		Address: []apigeefake.Address{{Address1: "1 Main St", City: "Springfield", Primary: true}}})
	found, out := tf.List(acctest.Attrs{}, acctest.DefaultLimit)
	if len(found) != 3 || out.Failed() || len(out.Warnings) > 0 {
		t.Fatalf("got %v, %q, %q", found, out.Errors, out.Warnings)
	}
	for _, f := range found {
		tf.Adopt(f).Expect(t, acctest.NoOp)
	}
	e.Apigee.AddDeveloper(acctest.Organization, apigeefake.Developer{Name: "supplier", IsCompany: true})
	if found, out := tf.List(acctest.Attrs{}, 1); len(found) != 1 || len(out.Warnings) != 1 || !strings.Contains(out.Warnings[0], "Only 1 of the billing settings") {
		t.Errorf("got %v, %q", found, out.Warnings)
	}
	if _, out := tf.List(acctest.Attrs{}, acctest.DefaultLimit); len(out.Warnings) != 1 || !strings.Contains(out.Warnings[0], "the type company (1)") {
		t.Errorf("warnings %q", out.Warnings)
	}
	if found, out := tf.List(acctest.Attrs{"developer_id": "full@example.com"}, acctest.DefaultLimit); len(found) != 1 || out.Failed() || found[0].DisplayName != "full@example.com" {
		t.Errorf("got %v, %q", found, out.Errors)
	}
	if found, out := tf.List(acctest.Attrs{"developer_id": "plain@example.com"}, acctest.DefaultLimit); len(found) != 0 || out.Failed() {
		t.Errorf("got %v, %q", found, out.Errors)
	}
	for developer, want := range map[string]string{"nobody@example.com": "Check developer_id", "supplier": "this is a company"} {
		_, out := tf.List(acctest.Attrs{"developer_id": developer}, acctest.DefaultLimit)
		out.Says(t, "Cannot list the billing settings of "+developer, want)
	}
	e.Server.Inject(fake.Status(400, `{"code":"mint.broken","message":"broken"}`), fake.On("GET", "/attributes"), fake.Always())
	found, out = tf.List(acctest.Attrs{}, acctest.DefaultLimit)
	if len(found) > 0 {
		t.Errorf("got %v", found)
	}
	out.Says(t, "Cannot list the billing settings of developers")
}
