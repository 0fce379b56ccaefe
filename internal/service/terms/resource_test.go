package terms_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const typeName = "mint_terms_and_conditions"

func terms(more ...any) acctest.Attrs {
	attrs := acctest.Attrs{"version": "1.0 é", "start_date": "2099-01-01", "text": "Be kind.\nPay.\n"}
	for i := 0; i < len(more); i += 2 {
		attrs[fmt.Sprint(more[i])] = more[i+1]
	}
	return attrs
}

func line(version, start, url, text string) string {
	return fmt.Sprintf("%s from %s at %q: %q", version, strings.TrimSuffix(start, " 00:00:00"), url, text)
}

func says(config acctest.Attrs) string {
	url, _ := config["url"].(string)
	text, _ := config["text"].(string)
	return line(fmt.Sprint(config["version"]), fmt.Sprint(config["start_date"]), url, text)
}

func holds(e *acctest.Env) (all []string) {
	for _, t := range e.Apigee.Terms(acctest.Organization) {
		all = append(all, line(t.Version, t.StartDate, t.URL, t.Text))
	}
	return all
}

func first(e *acctest.Env) string { return e.Apigee.Terms(acctest.Organization)[0].ID }

var versions = acctest.Kind{
	TypeName: typeName, Route: "/tncs",
	Config: terms(), Changed: terms("start_date", "2099-02-01 12:00:00", "text", nil, "url", "https://example.com/terms"),
	Holds: holds, Says: says,
	Edit: func(e *acctest.Env) {
		e.Apigee.EditTermsInConsole(acctest.Organization, first(e), func(t *apigeefake.Terms) { t.Text = "Drifted" })
	},
	Remove: func(e *acctest.Env) { e.Apigee.DeleteTermsInConsole(acctest.Organization, first(e)) },
	Stuck:  func(s apigeefake.Switches) bool { return s.TermsPut != apigeefake.TermsPutAll },
}

func TestTerms(t *testing.T) { versions.Run(t) }

func TestTerms_spellings(t *testing.T) {
	t.Parallel()
	tf := acctest.New(t).Terraform(typeName)
	tf.Apply(terms()).Expect(t, acctest.Create)
	tf.Plan(terms("start_date", "2099-01-01 00:00:00", "text", "Be kind.\r\nPay.")).Expect(t, acctest.NoOp)
	tf.Plan(terms("start_date", "1 January 2099")).Says(t, "start_date")
	tf.Plan(terms("url", "")).Says(t, "must not be empty")
}

func TestTerms_begun(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(terms()).Expect(t, acctest.Create)
	today := e.Server.Clock().Now().Format("2006-01-02")
	tf.Apply(terms("start_date", today)).Expect(t, acctest.Update)
	puts := e.Server.Count("PUT", "")
	for _, changed := range []acctest.Attrs{terms("start_date", "2099-05-01"), terms("start_date", today, "text", "Pay more.")} {
		out := tf.Plan(changed)
		out.Says(t, "have begun and cannot change", "add a new version", "another version")
		if !out.Failed() {
			t.Error("the plan is not refused")
		}
	}
	if e.Server.Count("PUT", "") != puts {
		t.Error("something was changed")
	}
	tf.Plan(terms("start_date", today)).Expect(t, acctest.NoOp)
	tf.Apply(terms("version", "2.0")).Expect(t, acctest.Replace)
}

// Whether terms have begun is by the clock of the organization.
func TestTerms_beginInTheirZone(t *testing.T) {
	t.Parallel()
	for zone, refused := range map[string]bool{"Pacific/Kiritimati": true, "Etc/GMT+12": false} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			e.Apigee.EditOrganizationInConsole(acctest.Organization, func(o *apigeefake.Organization) { o.TimeZone = zone })
			tf := e.Terraform(typeName)
			now := e.Server.Clock().Now().UTC().Format("2006-01-02 15:04:05")
			tf.Apply(terms("start_date", now)).Expect(t, acctest.Create)
			if out := tf.Plan(terms("start_date", now, "text", "Other")); out.Failed() != refused {
				t.Errorf("errors %q", out.Errors)
			}
		})
	}
}

func TestTerms_accepted(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	tf := e.Terraform(typeName)
	tf.Apply(terms()).Expect(t, acctest.Create)
	e.Apigee.AnswerTermsInPortal(acctest.Organization, acctest.Postpaid, first(e), "ACCEPTED")
	tf.Destroy().Says(t, "Cannot delete the terms", "accepted", "removed block")
	if tf.State == nil {
		t.Error("they left the state")
	}
}

func TestTerms_pastStartRefused(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	e.Apigee.Switch(func(s *apigeefake.Switches) { s.RefusePastStart = true })
	e.Terraform(typeName).Apply(terms("start_date", "2001-01-01")).Says(t, "check start_date")
}

func TestTerms_dataSources(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	one := e.Terraform(typeName)
	_, out := one.DataSource(acctest.Attrs{})
	out.Says(t, "none have begun")
	for _, x := range []apigeefake.Terms{{Version: "2", StartDate: "2021-01-01 00:00:00"}, {Version: "1", StartDate: "2020-01-01 00:00:00"}, {Version: "3", StartDate: "2099-01-01 00:00:00", URL: "https://example.com"}} {
		e.Apigee.AddTerms(acctest.Organization, x)
	}
	for version, config := range map[string]acctest.Attrs{"2": {}, "1": {"version": "1"}, "3": {"id": e.Apigee.Terms(acctest.Organization)[2].ID}} {
		if got, out := one.DataSource(config); out.Failed() || got["version"] != version {
			t.Errorf("version %s: got %v, %q", version, got, out.Errors)
		}
	}
	_, out = one.DataSource(acctest.Attrs{"version": "4"})
	out.Says(t, "no terms and conditions of version", "mint_terms_and_conditions_list")
	_, out = one.DataSource(acctest.Attrs{"version": "1", "id": "x"})
	out.Says(t, "version")
	all, out := e.Terraform("mint_terms_and_conditions_list").DataSource(acctest.Attrs{})
	if list, _ := all["terms_and_conditions"].([]any); out.Failed() || len(list) != 3 {
		t.Errorf("got %v, %q", all, out.Errors)
	}
}
