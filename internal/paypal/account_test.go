package paypal_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
)

func TestAccount_compare(t *testing.T) {
	t.Parallel()
	const live, sandbox = paypal.LiveEndpoint, paypal.SandboxEndpoint
	for name, c := range map[string]struct {
		kept                []byte
		now                 paypal.Account
		argument, then, got string
	}{
		"the same":               {account(live, "a").Encode(), account(live, "a"), "client_id", "a", "a"},
		"another environment":    {account(sandbox, "a").Encode(), account(live, "a"), "endpoint", sandbox, live},
		"another app":            {account(live, "a").Encode(), account(live, "b"), "client_id", "a", "b"},
		"another spelling":       {account("HTTPS://API-M.PayPal.com:443/v1/commerce/billing/", "a").Encode(), account(live, "a"), "client_id", "a", "a"},
		"both other":             {account(sandbox, "a").Encode(), account(live, "b"), "endpoint", sandbox, live},
		"token then":             {account(live, "").Encode(), account(live, "b"), "client_id", "", "b"},
		"token now":              {account(live, "a").Encode(), account(live, ""), "client_id", "", ""},
		"token, elsewhere":       {account(sandbox, "").Encode(), account(live, ""), "endpoint", sandbox, live},
		"kept without one":       {nil, account(live, "a"), "endpoint", "", live},
		"kept in another form":   {[]byte(`"x"`), account(live, "a"), "endpoint", "", live},
		"quotes and backslashes": {account(live, `a"\b`).Encode(), account(live, `a"\b`), "client_id", `a"\b`, `a"\b`},
	} {
		argument, then, now := c.now.Compare(c.kept)
		if argument != c.argument || then != c.then || now != c.got {
			t.Errorf("%s: got %s %q %q", name, argument, then, now)
		}
	}
}

func account(endpoint, clientID string) paypal.Account {
	return paypal.Account{Endpoint: endpoint, ClientID: clientID}
}
