package apigee

import (
	"context"
	"testing"
)

func TestPath_everyValueIsOneSegment(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"dev@example.com":                        "dev%40example.com",
		"dev+tag@example.com":                    "dev%2Btag%40example.com",
		"acme###supplier@APIGEE-GEN.FOR-COMPANY": "acme%23%23%23supplier%40APIGEE-GEN.FOR-COMPANY",
		"a/b":                                    "a%2Fb",
		"../developers":                          "..%2Fdevelopers",
		"a?all=true":                             "a%3Fall%3Dtrue",
		"100%":                                   "100%25",
		"%2e%2e":                                 "%252e%252e",
		"two words":                              "two%20words",
		"name;v=1":                               "name%3Bv%3D1",
		"Jürgen@büro.de":                         "J%C3%BCrgen%40b%C3%BCro.de",
		"...":                                    "...",
	} {
		c, sent := serve(t, says(200, `{"id":"x"}`))
		if _, err := c.Developers.Kind.Get(t.Context(), value); err != nil {
			t.Errorf("%s: %v", value, err)
			continue
		}
		if got := sent.last(t).Path; got != "/v1/mint/organizations/acme/developers/"+want {
			t.Errorf("%s was sent to %s", value, got)
		}
	}
}

func TestPath_aValueThatIsNoSegmentIsNotSent(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", ".", ".."} {
		for name, send := range map[string]func(context.Context, *Client) error{
			"developer": func(ctx context.Context, c *Client) error { _, err := c.Developers.Kind.Get(ctx, value); return err },
			"limit": func(ctx context.Context, c *Client) error {
				_, err := c.CreditLimits.Update(ctx, value, "eur", dec("1"))
				return err
			},
			"adjustment": func(ctx context.Context, c *Client) error { return c.BillingAdjustments.Kind.Delete(ctx, value) },
			"plan":       func(ctx context.Context, c *Client) error { return c.RatePlans.In("package").Kind.Delete(ctx, value) },
			"package":    func(ctx context.Context, c *Client) error { return c.RatePlans.In(value).Kind.Delete(ctx, "plan") },
		} {
			c, sent := serve(t, says(204, ""))
			if err := send(t.Context(), c); err == nil || IsNotFound(err) || IsAmbiguous(err) {
				t.Errorf("%s %q: got %v", name, value, err)
			}
			if calls := sent.all(); len(calls) != 0 {
				t.Errorf("%s %q: sent %+v", name, value, calls)
			}
		}
	}
}

func TestPath_organizationIsEscapedToo(t *testing.T) {
	t.Parallel()
	c, sent := serve(t, says(200, `{"id":"x"}`))
	other := New(c.transport, "acme/../other")
	if _, err := other.Developers.Kind.Get(t.Context(), "d"); err != nil {
		t.Fatal(err)
	}
	if other.Organization() != "acme/../other" {
		t.Errorf("organization is %q", other.Organization())
	}
	if got := sent.last(t).Path; got != "/v1/mint/organizations/acme%2F..%2Fother/developers/d" {
		t.Errorf("sent to %s", got)
	}
}
