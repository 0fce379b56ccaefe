package paypal_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

func TestIsDuplicateRequest(t *testing.T) {
	t.Parallel()
	duplicate, other := []transport.Detail{{Issue: "SOMETHING"}, {Issue: "DUPLICATE_REQUEST_ID"}}, []transport.Detail{{Issue: "INSUFFICIENT_CREDITS"}}
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"named by a 400":            {&transport.Error{Method: "POST", Status: 400, Code: "DUPLICATE_REQUEST_ID"}, true},
		"named by a 409":            {&transport.Error{Method: "POST", Status: 409, Code: "DUPLICATE_REQUEST_ID", Details: other}, true},
		"named by a 422's detail":   {&transport.Error{Method: "POST", Status: 422, Code: "UNPROCESSABLE_ENTITY", Details: duplicate}, true},
		"409 that says no more":     {&transport.Error{Method: "POST", Status: 409, Code: "RESOURCE_CONFLICT"}, true},
		"409 without a body":        {&transport.Error{Method: "POST", Status: 409}, true},
		"wrapped":                   {fmt.Errorf("posting: %w", &transport.Error{Method: "POST", Status: 409}), true},
		"409 about something else":  {&transport.Error{Method: "POST", Status: 409, Code: "RESOURCE_CONFLICT", Details: other}, false},
		"400 about something else":  {&transport.Error{Method: "POST", Status: 400, Code: "INVALID_REQUEST", Details: other}, false},
		"422 that says no more":     {&transport.Error{Method: "POST", Status: 422, Code: "UNPROCESSABLE_ENTITY"}, false},
		"a class that names it not": {&transport.Error{Method: "POST", Status: 500, Code: "DUPLICATE_REQUEST_ID"}, false},
		"another method":            {&transport.Error{Method: "PUT", Status: 409}, false},
		"no answer":                 {&transport.Error{Method: "POST", Ambiguous: true}, false},
		"some other error":          {errors.New("DUPLICATE_REQUEST_ID"), false},
		"no error":                  {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := paypal.IsDuplicateRequest(c.err); got != c.want {
				t.Errorf("duplicate request: %t, want %t", got, c.want)
			}
		})
	}
}

func TestPredicates_areTheTransports(t *testing.T) {
	t.Parallel()
	predicates := map[string]func(error) bool{
		"not found": paypal.IsNotFound, "conflict": paypal.IsConflict, "invalid": paypal.IsInvalid, "unauthorized": transport.IsUnauthorized,
		"forbidden": transport.IsForbidden, "transient": transport.IsTransient, "ambiguous": paypal.IsAmbiguous,
	}
	for want, err := range map[string]*transport.Error{
		"not found": {Status: 404, Code: "RESOURCE_NOT_FOUND"}, "conflict": {Status: 409}, "invalid": {Status: 422}, "unauthorized": {Status: 401},
		"forbidden": {Status: 403}, "transient": {Status: 429}, "ambiguous": {Ambiguous: true},
	} {
		for name, is := range predicates {
			if got := is(fmt.Errorf("wrapped: %w", err)); got != (name == want) {
				t.Errorf("%+v is %s: %t", err, name, got)
			}
		}
	}
}

// A 404 from in front of the service says nothing about the object.
func TestIsNotFound_theServicesOwnOnly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err  *transport.Error
		want bool
	}{
		"its name":         {&transport.Error{Status: 404, Code: "RESOURCE_NOT_FOUND"}, true},
		"its issue":        {&transport.Error{Status: 404, Details: []transport.Detail{{Issue: "INVALID_RESOURCE_ID"}}}, true},
		"no body":          {&transport.Error{Status: 404}, false},
		"words":            {&transport.Error{Status: 404, Code: "Not Found"}, false},
		"a gateway's text": {&transport.Error{Status: 404, Message: "no Route matched with those values"}, false},
		"another status":   {&transport.Error{Status: 400, Code: "RESOURCE_NOT_FOUND"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := paypal.IsNotFound(c.err); got != c.want {
				t.Errorf("not found: %t, want %t", got, c.want)
			}
		})
	}
}
