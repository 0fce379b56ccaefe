package apigee

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// buyer is under which name, and below which root, the purchases of a developer or a company are
// found (contract: apigee-mint 4.1, number 15).
type buyer struct{ root, name string }

const (
	developersRoot = "/developers/{developer}"
	companiesRoot  = "/companies/{developer}"
)

// askBuyer reads something of a developer by email, in any case, or UUID, or of a company by name:
// the service may know a company below its own root only.
func askBuyer[T any](c *Client, developerID string, read func(buyer) (T, error)) (T, error) {
	if known, ok := c.buyers.Load(developerID); ok {
		return read(known.(buyer)) //nolint:forcetypeassert // nothing else is stored
	}
	ask := func(root, name string) (T, error) {
		answer, err := read(buyer{root, name})
		if err == nil {
			c.buyers.Store(developerID, buyer{root, name})
		}
		return answer, err
	}
	answer, err := byName(developerID, func(name string) (T, error) { return ask(developersRoot, name) })
	if !IsNotFound(err) || strings.Contains(developerID, "@") {
		return answer, err
	}
	if company, unread := ask(companiesRoot, developerID); !IsNotFound(unread) {
		return company, unread
	}
	return answer, err
}

// buyer is where the developer was found by what this run has read, which is before each write.
func (c *Client) buyer(developerID string) buyer {
	if known, ok := c.buyers.Load(developerID); ok {
		return known.(buyer) //nolint:forcetypeassert // nothing else is stored
	}
	return buyer{developersRoot, developerID}
}

// PurchasesOf returns the purchases of a developer, by email or UUID, or of a company. Both names
// of a developer lead to the same handle, so that no run buys one thing under two.
func (c *Client) PurchasesOf(ctx context.Context, developerID string) *object.Objects[AcceptedRatePlan] {
	return c.AcceptedRatePlans.In(c.emailOf(ctx, developerID))
}

// emailOf returns the email of a developer who is given by UUID, and every other name as it is.
func (c *Client) emailOf(ctx context.Context, developerID string) string {
	if strings.Contains(developerID, "@") {
		return developerID
	}
	if known, ok := c.emails.Load(developerID); ok {
		return known.(string) //nolint:forcetypeassert // nothing else is stored
	}
	d, listed := c.KnownDeveloper(ctx, developerID)
	if !listed {
		return developerID
	}
	email := developerID
	if !bool(d.Company) && d.Email != "" {
		email = d.Email
	}
	c.emails.Store(developerID, email)
	return email
}

// ofBuyer starts a request below a developer or a company.
func (c *Client) ofBuyer(method string, b buyer, route string, path ...string) transport.Request {
	return c.request(method, b.root+route, append([]string{b.name}, path...)...)
}

// Purchase is what is asked for in a purchase (contract: apigee-neighbours 5).
type Purchase struct {
	RatePlanID string
	// StartDate and EndDate are YYYY-MM-DD HH:mm:ss; without EndDate it has no end.
	StartDate, EndDate string
	QuotaTarget        Count
	// WaiveSetUpFees is asked for with a new purchase only.
	WaiveSetUpFees bool
	// ReplaceConflicting ends every other purchase whose package shares a product.
	ReplaceConflicting bool
	// WaiveTerminationCharge charges no early termination fee for what is ended.
	WaiveTerminationCharge bool
}

// Differences tells in words how a purchase of the same plan and start differs from what is asked.
func (p Purchase) Differences(found AcceptedRatePlan) []string {
	return differing(func(p Purchase) []fact {
		quota := "0"
		if !p.QuotaTarget.isZero() {
			quota = p.QuotaTarget.String()
		}
		return []fact{{"end_date", Day(p.EndDate)}, {"quota_target", quota}}
	})(p, Purchase{EndDate: found.EndDate, QuotaTarget: found.QuotaTarget})
}

type purchaseBody struct {
	ID        string `json:"id,omitempty"`
	Developer *ref   `json:"developer"`
	RatePlan  *ref   `json:"ratePlan"`
	StartDate string `json:"startDate"`
	EndDate   Text   `json:"endDate"`
	// QuotaTarget is 0 where it is not sent.
	QuotaTarget     Count `json:"quotaTarget,omitzero"`
	SuppressWarning bool  `json:"suppressWarning,omitempty"`
	// WaveTerminationCharge is spelled as the service spells it.
	WaveTerminationCharge bool `json:"waveTerminationCharge,omitempty"`
}

func (p Purchase) body(b buyer) purchaseBody {
	return purchaseBody{
		Developer: refTo(b.name), RatePlan: refTo(p.RatePlanID), StartDate: p.StartDate, EndDate: Text(p.EndDate), QuotaTarget: p.QuotaTarget,
		SuppressWarning: p.ReplaceConflicting, WaveTerminationCharge: p.WaiveTerminationCharge,
	}
}

// AcceptRatePlan buys a plan in the name of a developer exactly once: one by plan and start day
// that is there already is adopted (contract: apigee-neighbours 5). Its errors are those of
// [object.Objects.Create]; see also [RefusalOf].
func (c *Client) AcceptRatePlan(ctx context.Context, developerID string, p Purchase) (once.Result[AcceptedRatePlan], error) {
	developerID = c.emailOf(ctx, developerID)
	return c.AcceptedRatePlans.In(developerID).CreateOnce(ctx, once.Request[AcceptedRatePlan]{
		Key:         purchaseKey(developerID, p.RatePlanID, p.StartDate),
		Differences: p.Differences,
		Post: func(ctx context.Context) (AcceptedRatePlan, error) {
			b := c.buyer(developerID)
			r := c.ofBuyer(http.MethodPost, b, "/developer-rateplans")
			r.Effect, r.Body = transport.Add, p.body(b)
			if p.WaiveSetUpFees {
				r.Query = url.Values{"waivefees": {"true"}}
			}
			return c.purchaseAnswer(ctx, r)
		},
	})
}

// ChangeAcceptedRatePlan gives a purchase the end and the quota target that are asked. The rest of
// the request is what the service has, since nothing else can change.
func (c *Client) ChangeAcceptedRatePlan(ctx context.Context, developerID string, current AcceptedRatePlan, p Purchase) (AcceptedRatePlan, error) {
	developerID = c.emailOf(ctx, developerID)
	return c.AcceptedRatePlans.In(developerID).Change(ctx, current.ID, "", func(ctx context.Context) (AcceptedRatePlan, error) {
		b := c.buyer(developerID)
		p.RatePlanID, p.StartDate, p.ReplaceConflicting = current.RatePlan.ID, current.StartDate, false
		if Day(p.EndDate) == Day(current.EndDate) {
			p.EndDate = current.EndDate
		}
		r := c.ofBuyer(http.MethodPut, b, "/developer-rateplans/{plan}", current.ID)
		body := p.body(b)
		body.ID = current.ID
		r.Body = body
		return c.purchaseAnswer(ctx, r)
	})
}

func (c *Client) purchaseAnswer(ctx context.Context, r transport.Request) (AcceptedRatePlan, error) {
	var answer subscriptionOrPlan
	err := c.one(ctx, r, &answer)
	if err == nil && answer.ID == "" {
		err = c.withoutID(r)
	}
	return answer.AcceptedRatePlan, err
}
