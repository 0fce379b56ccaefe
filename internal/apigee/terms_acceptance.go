package apigee

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// What a developer can say to terms.
const (
	Accepted = "ACCEPTED"
	Declined = "DECLINED"
)

// TermsAnswer is what a developer said to a version of the terms and conditions. None is ever
// changed, and the last one counts (contract: apigee-neighbours 7).
type TermsAnswer struct {
	ID string `json:"id"`
	// Action is Accepted or Declined.
	Action string `json:"action"`
	// AuditDate is when, by the service's clock in UTC, YYYY-MM-DD HH:mm:ss.
	AuditDate string `json:"auditDate"`
	Terms     Terms  `json:"tnc"`
}

// termsAnswers are those of one developer. Only the last one to each version is looked up, and only
// where it accepts: after a refusal there is something to post.
func (c *Client) termsAnswers(developerID string) *object.Objects[TermsAnswer] {
	id := func(a TermsAnswer) string { return a.ID }
	history := onePage[TermsAnswer](c, c.request(http.MethodGet, "/developers/{developer}/developer-tncs", developerID), "developerTnc")
	kind := object.Kind[TermsAnswer]{
		ID:     id,
		Within: "developer " + developerID,
		Pages:  history,
		Key: func(a TermsAnswer) string {
			if a.Action != Accepted {
				return ""
			}
			return once.Key(developerID, a.Terms.ID)
		},
	}
	kind.List = func(ctx context.Context) ([]TermsAnswer, error) {
		all, err := collection.All(ctx, history(), id)
		return lastAnswers(all), err
	}
	return object.New(c.run(), kind)
}

// lastAnswers keeps the last answer to each version: history is append-only.
func lastAnswers(all []TermsAnswer) []TermsAnswer {
	var last []TermsAnswer
	where := map[string]int{}
	for _, a := range all {
		at, known := where[a.Terms.ID]
		switch {
		case !known:
			where[a.Terms.ID] = len(last)
			last = append(last, a)
		case a.AuditDate >= last[at].AuditDate:
			last[at] = a
		}
	}
	return last
}

// AcceptTerms accepts terms in the name of a developer exactly once: where the developer's last
// word on them is that they are accepted, that is the result and nothing is sent (contract:
// apigee-neighbours 7).
func (c *Client) AcceptTerms(ctx context.Context, developerID, termsID string) (once.Result[TermsAnswer], error) {
	return c.TermsAnswers.In(developerID).CreateOnce(ctx, once.Request[TermsAnswer]{
		Key:         once.Key(developerID, termsID),
		Again:       true,
		Differences: func(TermsAnswer) []string { return nil },
		Post: func(ctx context.Context) (TermsAnswer, error) {
			r := c.request(http.MethodPost, "/developers/{developer}/tncs/{terms}/developer-tncs", developerID, termsID)
			r.Effect = transport.Add
			// The service keeps its own clock, and still asks for a date.
			r.Body = map[string]string{"action": Accepted, "auditDate": c.Now().UTC().Format(time.DateTime)}
			var answer TermsAnswer
			err := c.do(ctx, r, &answer)
			if err == nil && (answer.ID == "" || answer.Action != Accepted) {
				unclear := c.transport.Ambiguous(r, fmt.Errorf("the answer shows no acceptance: action %q", answer.Action))
				unclear.Ambiguous = true
				return answer, unclear
			}
			return answer, err
		},
	})
}
