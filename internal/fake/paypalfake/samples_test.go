package paypalfake_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

// The documented requests are accepted, and the answers have the members of the documented ones and
// no others.
func TestSamples(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("MINT_SAMPLES")
	if dir == "" {
		t.Skip("MINT_SAMPLES does not name the folder of the recorded payloads")
	}
	sample := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, "wallets", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	c := call(t, paypalfake.Switches{RuleMembers: paypalfake.RuleAsSent, StrictKeys: true})
	c.srv.Clock().Set(time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC))
	c.AddCustomer("client-xyz456")

	id := c.ok(t, "POST", "/wallets", sample("create_wallet_request_full.json")).at(t, "id")
	posted := c.post(t, id, sample("topup_request.json"))
	refused := c.send(t, "PUT", "/wallets/"+id, `{"email":"abc"}`)
	c.ok(t, "DELETE", "/wallets/"+id, "")
	listed := c.ok(t, "GET", "/wallets?external_customer_id=client-xyz456", "")

	// Termination ends the rules, and one transaction cannot have both settled and failed, as the
	// samples have it.
	sameMembers(t, listed.at(t, "wallets", "0"), answer{body: sample("list_wallets_response.json")}.at(t, "wallets", "0"), "recurring_transaction_rules")
	sameMembers(t, listed.at(t, "metadata"), answer{body: sample("list_wallets_response.json")}.at(t, "metadata"))
	sameMembers(t, posted.at(t, "wallet_transactions", "1"), answer{body: sample("create_wallet_transaction_response.json")}.at(t, "wallet_transactions", "0"), "failed_at")
	sameMembers(t, refused.body, sample("error_400_invalid_request.json"))
	sameMembers(t, refused.at(t, "details", "0"), answer{body: sample("error_400_invalid_request.json")}.at(t, "details", "0"), "description")
	c.srv.Inject(fake.TooManyRequests(""))
	sameMembers(t, c.send(t, "GET", "/wallets/"+id, "").body, sample("error_429_rate_limit.json"))
	sameMembers(t, c.token(t, "who", "", "").body, sample("oauth_error_invalid_client.json"))
	c.AcceptClient("client", "secret")
	sameMembers(t, c.token(t, "client", "secret", "grant_type=client_credentials").body, sample("oauth_token_response.json"))
}

// sameMembers compares the member names of two JSON objects; the fake may lack the given ones.
func sameMembers(t *testing.T, got, sample string, lacking ...string) {
	t.Helper()
	names := func(text string) []string {
		var object map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &object); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		for _, name := range lacking {
			delete(object, name)
		}
		return slices.Sorted(maps.Keys(object))
	}
	if diff := cmp.Diff(names(sample), names(got)); diff != "" {
		t.Error(diff)
	}
}
