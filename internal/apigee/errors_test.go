package apigee

import (
	"errors"
	"fmt"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

func TestPredicates(t *testing.T) {
	t.Parallel()
	predicates := map[string]func(error) bool{
		"not found": IsNotFound, "conflict": IsConflict, "ambiguous": IsAmbiguous, "unauthorized": transport.IsUnauthorized,
		"forbidden": transport.IsForbidden, "invalid": IsInvalid, "transient": IsTransient,
	}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&transport.Error{Status: 404, Code: "developer.service.DeveloperIdDoesNotExist"}, "not found"},
		{&transport.Error{Status: 404}, ""},
		{&transport.Error{Status: 404, Code: "organizations.OrganizationDoesNotExist"}, ""},
		{&transport.Error{Status: 404, Code: "Not Found"}, ""},
		{&transport.Error{Status: 404, Code: "mint.somethingNew"}, "not found"},
		{&transport.Error{Status: 400, Code: "mint.resourceDoesNotExist"}, "not found,invalid"},
		{&transport.Error{Status: 400, Code: "mint.noSuchResource"}, "not found,invalid"},
		{&transport.Error{Status: 400, Code: "mint.noCurrentPublishableEntity"}, "invalid"},
		{&transport.Error{Status: 409, Code: "mint.resourceAlreadyExists"}, "conflict"},
		{&transport.Error{Status: 400, Code: "mint.resourceAlreadyExists"}, "conflict,invalid"},
		{&transport.Error{Status: 400, Code: "mint.genericMessage"}, "invalid"},
		{&transport.Error{Status: 401}, "unauthorized"},
		{&transport.Error{Status: 403}, "forbidden"},
		{&transport.Error{Status: 503}, "transient"},
		{&transport.Error{Ambiguous: true, Err: errors.New("connection reset")}, "ambiguous"},
		{ErrNoCreditLimit, ""},
		{nil, ""},
	} {
		for _, err := range []error{tt.err, fmt.Errorf("wrapped: %w", tt.err)} {
			got := ""
			for _, name := range []string{"not found", "conflict", "ambiguous", "unauthorized", "forbidden", "invalid", "transient"} {
				if predicates[name](err) {
					got += "," + name
				}
			}
			if got != "" {
				got = got[1:]
			}
			if got != tt.want {
				t.Errorf("%+v is %q, want %q", err, got, tt.want)
			}
		}
	}
}
