package apigee

import (
	"errors"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// Codes that mean the same whatever HTTP status they come with, which for most of them is not
// documented (contract: apigee-mint 1.9).
const (
	codeNoSuchObject   = "mint.resourceDoesNotExist"
	codeNothingMatched = "mint.noSuchResource"
	codeAlreadyExists  = "mint.resourceAlreadyExists"
	codeNoCurrentPlan  = "mint.noCurrentPublishableEntity"
	codeNoPackage      = "mint.productNotPartOfAnyMonetizationPackage"
)

func hasCode(err error, codes ...string) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && slices.Contains(codes, e.Code)
}

// answered reports whether the service accepted the request, although what it said could not be
// used.
func answered(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && e.Status/100 == 2
}

// IsNotFound reports whether the service itself, and no proxy before it, said that an object named
// in the request does not exist. A 404 counts only with a code of monetization or of the management
// plane behind it: a gateway answers 404 to every path it has no route for, and would make every
// object look deleted (contract: apigee-mint 1.9).
func IsNotFound(err error) bool {
	if hasCode(err, codeNoSuchObject, codeNothingMatched) {
		return true
	}
	e, ok := errors.AsType[*transport.Error](err)
	return ok && transport.IsNotFound(err) && slices.ContainsFunc(ownCodes, func(prefix string) bool { return strings.HasPrefix(e.Code, prefix) })
}

// ownCodes are how the codes begin that speak of objects in an organization.
var ownCodes = []string{"mint.", "developer.service.", "keymanagement.service."}

// IsConflict reports whether the service said that the object exists already or changed meanwhile.
func IsConflict(err error) bool {
	return transport.IsConflict(err) || hasCode(err, codeAlreadyExists)
}

// IsAmbiguous reports whether the request may or may not have taken effect.
func IsAmbiguous(err error) bool { return transport.IsAmbiguous(err) }

// IsInvalid reports whether the service refused the content of the request.
func IsInvalid(err error) bool { return transport.IsInvalid(err) }

// IsTransient reports whether the same request may succeed later.
func IsTransient(err error) bool { return transport.IsTransient(err) }

// IsUnsettled, IsDeclaredTwice, IsNameTaken and ErrAdopted are those of package object.
var (
	IsUnsettled     = object.IsUnsettled
	IsDeclaredTwice = object.IsDeclaredTwice
	IsNameTaken     = object.IsNameTaken
	ErrAdopted      = object.ErrAdopted
)
