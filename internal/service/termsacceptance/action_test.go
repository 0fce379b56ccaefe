package termsacceptance_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const route = "/developer-tncs"

func says(t *testing.T, texts []string, part string) {
	t.Helper()
	if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
		t.Errorf("nothing says %q: %q", part, texts)
	}
}

// Accepted once, whatever is lost; a developer who declined since has to accept again.
func TestAccept(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]struct {
		fault fake.Fault
		fails bool
	}{
		"answered":                  {},
		"lost":                      {fake.DropAfter(), false},
		"truncated":                 {fake.Truncate(), false},
		"429":                       {fake.TooManyRequests("1"), false},
		"dropped before the effect": {fake.DropBefore(), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			old := e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: "1.0"})
			terms := e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: "2.0"})
			e.Apigee.AnswerTermsInPortal(acctest.Organization, acctest.Postpaid, old, "ACCEPTED")
			if f.fault.Name() != "" {
				e.Server.Inject(f.fault, fake.On("POST", route))
			}
			tf := e.Terraform("mint_accept_terms")
			config := acctest.Attrs{"developer_id": acctest.Postpaid, "terms_and_conditions_id": terms}
			out := tf.Invoke(config)
			if out.Failed() != f.fails {
				t.Fatal(out.Errors)
			}
			if f.fails {
				says(t, out.Errors, "Not known whether it took effect")
				out = tf.Invoke(config)
			}
			says(t, out.Progress, "Accepted: terms and conditions 2.0")
			says(t, tf.Invoke(config).Progress, "Found, nothing was sent")
			if got := e.Apigee.TermsAcceptances(acctest.Organization, acctest.Postpaid); len(got) != 2 || got[1].Terms != terms || got[1].Action != "ACCEPTED" {
				t.Errorf("the service holds %+v", got)
			}
			e.Apigee.AnswerTermsInPortal(acctest.Organization, acctest.Postpaid, terms, "DECLINED")
			says(t, tf.Invoke(config).Progress, "Accepted: ")
			says(t, tf.Invoke(config).Progress, "Found, nothing was sent")
			if got := e.Apigee.TermsAcceptances(acctest.Organization, acctest.Postpaid); len(got) != 4 {
				t.Errorf("the service holds %+v", got)
			}
		})
	}
}

func TestAccept_everySwitch(t *testing.T) {
	t.Parallel()
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			terms := e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: "1.0"})
			e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
			tf := e.Terraform("mint_accept_terms")
			config := acctest.Attrs{"developer_id": acctest.Postpaid, "terms_and_conditions_id": terms}
			for _, text := range []string{"Accepted: ", "Found, nothing was sent"} {
				out := tf.Invoke(config)
				if out.Failed() {
					t.Fatal(out.Errors)
				}
				says(t, out.Progress, text)
			}
			if n := e.Server.Count("POST", route); n != 1 {
				t.Errorf("%d POSTs", n)
			}
		})
	}
}

func TestAccept_refusals(t *testing.T) {
	t.Parallel()
	e := acctest.New(t)
	terms := e.Apigee.AddTerms(acctest.Organization, apigeefake.Terms{Version: "1.0"})
	tf := e.Terraform("mint_accept_terms")
	for text, config := range map[string]acctest.Attrs{
		"nobody@example.com":      {"developer_id": "nobody@example.com", "terms_and_conditions_id": terms},
		"terms and conditions no": {"developer_id": acctest.Postpaid, "terms_and_conditions_id": "no"},
	} {
		says(t, tf.PlanAction(config).Errors, text)
		says(t, tf.Invoke(acctest.Attrs{"developer_id": acctest.Unknown, "terms_and_conditions_id": acctest.Unknown}, acctest.Resolving(config)).Errors, text)
	}
	if n := e.Server.Count("POST", route); n != 0 {
		t.Errorf("%d POSTs", n)
	}
}
