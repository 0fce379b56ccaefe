package apigee

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// WithBatchedReads says whether reads of single objects may be answered from listings of
// their collections; they are by default.
func WithBatchedReads(on bool) Option {
	return func(c *Client) { c.oneByOne = !on }
}

// reads are the collections that single objects are read from.
type reads struct {
	writes       collection.Writes
	adjustments  *collection.Collection[BillingAdjustment]
	creditLimits *collection.Group[CreditLimit]
	ratePlans    *collection.Group[RatePlan]
}

func (c *Client) openReads() {
	c.reads.adjustments = collection.New(collection.Options[BillingAdjustment]{
		ID:   func(a BillingAdjustment) string { return a.ID },
		Page: pager(c, c.request(http.MethodGet, adjustmentsRoute), "billingAdjustment", billingAdjustment.flatten),
		Get:  c.BillingAdjustment, Writes: &c.reads.writes, Disabled: c.oneByOne, Now: c.settling.Now,
	})
	c.reads.creditLimits = collection.NewGroup(func(developerID string) collection.Options[CreditLimit] {
		return collection.Options[CreditLimit]{
			ID: func(l CreditLimit) string { return strings.ToLower(l.Currency) },
			Page: func(ctx context.Context, _ int) ([]CreditLimit, int, error) {
				limits, err := c.CreditLimits(ctx, developerID)
				return limits, 1, err
			},
			Writes: &c.reads.writes, Disabled: c.oneByOne, Now: c.settling.Now,
		}
	})
	c.reads.ratePlans = collection.NewGroup(func(packageID string) collection.Options[RatePlan] {
		return collection.Options[RatePlan]{
			ID: func(p RatePlan) string { return p.ID },
			Page: func(ctx context.Context, _ int) ([]RatePlan, int, error) {
				plans, err := c.RatePlans(ctx, packageID, EveryRatePlan)
				return plans, 1, err
			},
			Get:    func(ctx context.Context, id string) (RatePlan, error) { return c.RatePlan(ctx, packageID, id) },
			Writes: &c.reads.writes, Disabled: c.oneByOne, Now: c.settling.Now,
		}
	})
}

// ReadBillingAdjustment is BillingAdjustment for a refresh, where many are read: it may be
// answered from a listing no older than the last write and a minute.
func (c *Client) ReadBillingAdjustment(ctx context.Context, id string) (BillingAdjustment, error) {
	return c.reads.adjustments.Read(ctx, id)
}

// ReadCreditLimit is CreditLimit for a refresh; the limits of one developer share a
// listing.
func (c *Client) ReadCreditLimit(ctx context.Context, developerID, currency string) (CreditLimit, error) {
	limits, err := c.reads.creditLimits.For(developerID).Select(ctx, strings.ToLower(currency))
	switch {
	case err != nil:
		return CreditLimit{}, err
	case len(limits) == 0:
		// The currency may be known by its name rather than its id.
		return c.CreditLimit(ctx, developerID, currency)
	default:
		return limits[0], nil
	}
}

// ReadRatePlan is RatePlan for a refresh; the plans of one package share a listing.
func (c *Client) ReadRatePlan(ctx context.Context, packageID, id string) (RatePlan, error) {
	return c.reads.ratePlans.For(packageID).Read(ctx, id)
}

// do sends a request and notes writes, after which listings are out of date.
func (c *Client) do(ctx context.Context, r transport.Request, out any) error {
	err := c.t.Do(ctx, r, out)
	if r.Method != http.MethodGet {
		c.reads.writes.Record()
	}
	return err
}

// pager reads a collection in pages for package collection. It asks for everything at
// once, like all; a service that pages all the same tells so by its count, and the
// pages after the first are then as long as that one. Where there is no count, the first
// page is the whole walk of all (contract: apigee-mint 1.7).
func pager[W identified, T any](c *Client, r transport.Request, wrapper string, flatten func(W) T) func(context.Context, int) ([]T, int, error) {
	var size atomic.Int64
	return func(ctx context.Context, page int) ([]T, int, error) {
		r := r
		r.Query = url.Values{"all": {"true"}, "size": {strconv.Itoa(pageSize)}, "page": {strconv.Itoa(page)}}
		answer := list[W]{wrapper: wrapper}
		if err := c.t.Do(ctx, r, &answer); err != nil && !hasCode(err, codeNothingMatched) {
			return nil, 0, err
		}
		if answer.total.value == nil && page == 1 {
			r.Query = nil
			items, _, err := all(ctx, c, r, wrapper, W.key)
			return each(items, flatten), 1, err
		}
		if page == 1 {
			size.Store(int64(max(1, len(answer.items))))
		}
		if answer.total.value == nil {
			return nil, 0, fmt.Errorf("%s: page %d of a listing has no count, and the first had one", ServiceName, page)
		}
		pages := (*answer.total.value + size.Load() - 1) / size.Load()
		return each(answer.items, flatten), int(max(1, pages)), nil
	}
}
