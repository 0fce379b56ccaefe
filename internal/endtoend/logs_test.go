package endtoend_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const limit = `
resource "mint_developer_credit_limit" "test" {
  developer_id = "dev@example.com"
  currency     = "USD"
  amount       = "1000"
}
`

func TestTrace_holdsNoSecret(t *testing.T) {
	t.Parallel()
	for name, tokens := range map[string]bool{"basic": false, "token": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := acctest.New(t)
			// A secret written into the configuration would be in Terraform's own plan.
			e.Block = acctest.Attrs{}
			secrets := []string{apigeefake.Password, base64.StdEncoding.EncodeToString([]byte(apigeefake.Username + ":" + apigeefake.Password))}
			w := e.NewWorkspace(limit)
			for variable, value := range map[string]string{
				"TF_LOG": "TRACE", "APIGEE_ORGANIZATION": acctest.Organization, "APIGEE_ENDPOINT": e.Apigee.Endpoint(),
				"APIGEE_USERNAME": apigeefake.Username, "APIGEE_PASSWORD": apigeefake.Password,
			} {
				w.Setenv(variable, value)
			}
			if tokens {
				w.Setenv("APIGEE_TOKEN_URL", e.Apigee.TokenURL())
				secrets = append(secrets, "token-", base64.StdEncoding.EncodeToString([]byte("edgecli:edgeclisecret")))
			}
			log := w.Succeed("apply", "-auto-approve", "-no-color")
			if !strings.Contains(log, "/organizations/{org}/developers/{developer}/developer-credit-limit") {
				t.Fatal("the log does not show the provider's requests")
			}
			log += w.Succeed("plan", "-no-color", "-out=plan")
			log += w.Succeed("show", "-json", "plan")
			log += w.State()
			for _, secret := range secrets {
				if at := strings.Index(log, secret); at >= 0 {
					t.Errorf("the secret %q is in the log: %s", secret, log[max(0, at-200):min(len(log), at+100)])
				}
			}
		})
	}
}

func TestLog_isQuietByDefault(t *testing.T) {
	t.Parallel()
	w := acctest.New(t).NewWorkspace(limit)
	if log := w.Succeed("apply", "-auto-approve", "-no-color"); strings.Contains(log, "[TRACE]") || strings.Contains(log, "[DEBUG]") {
		t.Errorf("the output holds log lines:\n%s", log)
	}
}
