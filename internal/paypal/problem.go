package paypal

import (
	"encoding/json"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// NewTransport returns a transport to the [BaseURL] of the options' endpoint that reads the
// service's errors; the options' Service, Problem and RequestIDHeader are set here. Its errors are
// those of [transport.New].
func NewTransport(o transport.Options) (*transport.Client, error) {
	o.Service, o.Problem, o.RequestIDHeader = ServiceName, problem, "Paypal-Debug-Id" // contract: wallets 1.3
	o.Endpoint = BaseURL(o.Endpoint)
	return transport.New(o)
}

// problem reads an error of the service (contract: wallets 1.4).
func problem(object []byte) transport.Problem {
	var b struct {
		Name    transport.Text `json:"name"`
		Message transport.Text `json:"message"`
		DebugID transport.Text `json:"debug_id"`
		Details []struct {
			Field       transport.Text `json:"field"`
			Value       transport.Text `json:"value"`
			Location    transport.Text `json:"location"`
			Issue       transport.Text `json:"issue"`
			Description transport.Text `json:"description"`
		} `json:"details"`
	}
	_ = json.Unmarshal(object, &b) // a member of another type does not cost the others
	p := transport.Problem{Code: string(b.Name), Message: string(b.Message), RequestID: string(b.DebugID)}
	for _, d := range b.Details {
		p.Details = append(p.Details, transport.Detail{
			Field: string(d.Field), Value: string(d.Value), Location: string(d.Location),
			Issue: string(d.Issue), Description: string(d.Description),
		})
	}
	return p
}
