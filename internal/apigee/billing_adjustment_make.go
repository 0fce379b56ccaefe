package apigee

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// adjustmentBook remembers what this run knows of the organization's adjustments; their
// look-ups share one listing.
func (c *Client) adjustmentBook() *once.Book[BillingAdjustment] {
	return once.NewBook(once.Options[BillingAdjustment]{
		List:          c.BillingAdjustments,
		Key:           BillingAdjustment.key,
		ID:            func(a BillingAdjustment) string { return a.ID },
		Ambiguous:     IsAmbiguous,
		SettleTimeout: c.settling.Timeout,
		Now:           c.settling.Now,
		Wait:          c.settling.Wait,
	})
}

// key is the natural key: the name, the month and what is set of the scope, each part with
// its name. A developer is known by the email where the service gives one.
func (a BillingAdjustment) key() string {
	developer := a.Developer.Email
	if developer == "" {
		developer = a.Developer.ID
	}
	parts := []string{a.Name, fmt.Sprintf("%04d-%02d", a.Year, int(a.Month))}
	for _, scope := range []struct{ name, value string }{
		{"billing type", a.DeveloperBillingType}, {"transaction type", a.TransactionType}, {"package", a.PackageID}, {"product", a.ProductID},
		{"developer", strings.ToLower(developer)},
	} {
		if scope.value != "" {
			parts = append(parts, scope.name+" "+scope.value)
		}
	}
	return once.Key(parts...)
}

// MakeBillingAdjustment makes an adjustment exactly once: it is looked up by name, month,
// year and scope before it is posted, and after a POST whose outcome is unknown. Whether
// the object of the result is what was asked for is for the caller to compare: the service
// may have understood another month or dropped part of the scope
// (contract: apigee-mint 3 and 3.1).
func (c *Client) MakeBillingAdjustment(ctx context.Context, a BillingAdjustment) (once.Result[BillingAdjustment], error) {
	a, err := c.withEmail(ctx, a)
	if err != nil {
		return once.Result[BillingAdjustment]{}, err
	}
	result, err := c.adjustments.Create(ctx, once.Request[BillingAdjustment]{
		Key:         a.key(),
		Differences: func(found BillingAdjustment) []string { return a.differences(found) },
		Post:        func(ctx context.Context) (BillingAdjustment, error) { return c.CreateBillingAdjustment(ctx, a) },
	})
	if answered := result.Object.Developer; a.Developer.Email != "" && (a.Developer.Is(answered.ID) || a.Developer.Is(answered.Email)) {
		// The answer may have one name of the two.
		result.Object.Developer = a.Developer
	}
	return result, err
}

// withEmail fills in the name by which the service's answers, and so the key, know the
// developer.
func (c *Client) withEmail(ctx context.Context, a BillingAdjustment) (BillingAdjustment, error) {
	if a.Developer.Email != "" || a.Developer.ID == "" || strings.Contains(a.Developer.ID, "@") {
		return a, nil
	}
	developer, err := c.Developer(ctx, a.Developer.ID)
	if err == nil {
		a.Developer.Email = developer.Email
	}
	return a, err
}

// differences says how an adjustment found under the same key differs.
func (a BillingAdjustment) differences(found BillingAdjustment) []string {
	var differences []string
	if !a.PercentageFactor.Equal(found.PercentageFactor) {
		differences = append(differences, fmt.Sprintf("its percentage is %s, not %s", found.PercentageFactor, a.PercentageFactor))
	}
	if a.Published != found.Published {
		differences = append(differences, "published is "+strconv.FormatBool(found.Published))
	}
	return differences
}

// IsNameTaken reports whether an adjustment was not renamed because another one of the same
// month and scope has the name, or is to have it in this run.
func IsNameTaken(err error) bool {
	_, conflict := errors.AsType[*once.ConflictError[BillingAdjustment]](err)
	return conflict || errors.Is(err, once.ErrClaimed)
}

// ErrAdopted says that nothing was sent, because this run has found the object under the key of
// another one that it was to make: it belongs to that one now.
var ErrAdopted = errors.New("another resource of this configuration has taken it over in this run")

// ChangeBillingAdjustment is UpdateBillingAdjustment for an adjustment of this run; renamed
// says that its name, and so its natural key, changes. It returns ErrAdopted for one that this
// run has adopted, and an error that IsNameTaken recognises if another one has the new key.
func (c *Client) ChangeBillingAdjustment(ctx context.Context, a BillingAdjustment, renamed bool) (BillingAdjustment, error) {
	done, ok := c.adjustments.Leave(a.ID)
	if !ok {
		return BillingAdjustment{}, ErrAdopted
	}
	defer done()
	if renamed {
		named, err := c.withEmail(ctx, a)
		if err != nil {
			named = a // a developer who is gone, or may not be read, does not stand in the way of a change
		}
		if err := c.adjustments.Rename(ctx, a.ID, named.key()); err != nil {
			return BillingAdjustment{}, err
		}
	}
	changed, err := c.UpdateBillingAdjustment(ctx, a)
	if err == nil {
		c.adjustments.Updated(changed)
	}
	return changed, err
}

// RemoveBillingAdjustment deletes an adjustment, or finds it gone, and frees its natural key.
// It returns ErrAdopted for one that this run has adopted: deleting it then would delete what
// its successor has just taken over.
func (c *Client) RemoveBillingAdjustment(ctx context.Context, id string) error {
	done, ok := c.adjustments.Leave(id)
	if !ok {
		return ErrAdopted
	}
	defer done()
	if err := c.DeleteBillingAdjustment(ctx, id); err != nil && !IsNotFound(err) {
		return err
	}
	c.adjustments.Deleted(id)
	return nil
}
