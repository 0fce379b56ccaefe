package apigee

import (
	"cmp"
	"encoding/json"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// NewTransport returns a transport that reads the service's errors; the options' Service and
// Problem are set here. Its errors are those of [transport.New].
func NewTransport(o transport.Options) (*transport.Client, error) {
	o.Service, o.Problem = ServiceName, problem
	return transport.New(o)
}

type errorContext struct {
	Name  transport.Text `json:"name"`
	Value transport.Text `json:"value"`
}

// problem reads an error of monetization, of the management plane, which has the same form, or of
// the gateway before them (contract: apigee-mint 1.9).
func problem(object []byte) transport.Problem {
	var b struct {
		Code     transport.Text `json:"code"`
		Message  transport.Text `json:"message"`
		Contexts []errorContext `json:"contexts"`
		Cause    struct {
			Message  transport.Text `json:"message"`
			Contexts []errorContext `json:"contexts"`
		} `json:"cause"`
		Fault struct {
			Text   transport.Text `json:"faultstring"`
			Detail struct {
				Code transport.Text `json:"errorcode"`
			} `json:"detail"`
		} `json:"fault"`
	}
	_ = json.Unmarshal(object, &b) // a member of another type does not cost the others
	p := transport.Problem{Code: string(b.Code), Message: string(b.Message)}
	if fault := b.Fault; fault.Text != "" || fault.Detail.Code != "" {
		p.Foreign = true
		p.Code, p.Message = cmp.Or(p.Code, string(fault.Detail.Code)), cmp.Or(p.Message, string(fault.Text))
	}
	if cause := string(b.Cause.Message); cause != "" && cause != p.Message {
		p.Message = strings.TrimPrefix(p.Message+": "+cause, ": ")
	}
	for _, c := range append(b.Contexts, b.Cause.Contexts...) {
		p.Details = append(p.Details, transport.Detail{Field: string(c.Name), Value: string(c.Value)})
	}
	return p
}
