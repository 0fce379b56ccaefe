package apigee

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	adjustmentsRoute = "/billing-adjustments"
	adjustmentRoute  = adjustmentsRoute + "/{adjustment}"
)

// BillingAdjustment raises or lowers the bill of one month by a percentage, for
// everybody or for what its scope names. An empty scope field means all, for the service
// as here (contract: apigee-mint 3).
type BillingAdjustment struct {
	// ID is made by the service; CreateBillingAdjustment ignores it.
	ID string
	// Name is printed on the bill.
	Name string
	// PercentageFactor is in percent, -100 to 999.9999; a negative one lowers the bill.
	PercentageFactor decimal.Decimal
	// Month is the month billed. In an answer zero means that the service wrote something
	// that is no month; MonthText has it.
	Month time.Month
	// MonthText is the month as the service wrote it; requests ignore it.
	MonthText string
	// Year is the year billed, in four digits.
	Year int
	// Published says that the adjustment is published.
	Published bool
	// DeveloperBillingType limits the scope to PREPAID or POSTPAID developers, or BOTH.
	DeveloperBillingType string
	// TransactionType limits the scope to one kind of transaction, such as CHARGE.
	TransactionType string
	// PackageID limits the scope to one monetization package.
	PackageID string
	// ProductID limits the scope to one API product.
	ProductID string
	// Developer limits the scope to one developer. Requests send its ID, which may be an
	// email.
	Developer DeveloperRef
}

type billingAdjustment struct {
	ID               string    `json:"id"`
	Name             string    `json:"name"`
	PercentageFactor number    `json:"adjustmentPercentageFactor"`
	Month            monthText `json:"billingMonth"`
	Year             whole     `json:"billingYear"`
	Published        flag      `json:"isPublished"`
	BillingType      string    `json:"developerBillingType"`
	TransactionType  string    `json:"transactionType"`
	Package          *ref      `json:"monetizationPackage"`
	Product          *ref      `json:"product"`
	Developer        *ref      `json:"developer"`
}

func (w billingAdjustment) key() string { return w.ID }

func (w billingAdjustment) flatten() BillingAdjustment {
	a := BillingAdjustment{
		ID:                   w.ID,
		Name:                 w.Name,
		PercentageFactor:     w.PercentageFactor.or(decimal.Zero),
		Month:                parseMonth(string(w.Month)),
		MonthText:            string(w.Month),
		Published:            w.Published.isTrue(),
		DeveloperBillingType: w.BillingType,
		TransactionType:      w.TransactionType,
		PackageID:            w.Package.id(),
		ProductID:            w.Product.id(),
		Developer:            w.Developer.developer(),
	}
	if w.Year.value != nil {
		a.Year = int(*w.Year.value)
	}
	return a
}

// billingAdjustmentBody leaves out the dimensions of the scope that are not set: only an
// absent one means all.
type billingAdjustmentBody struct {
	ID               string `json:"id,omitempty"`
	Name             string `json:"name"`
	PercentageFactor exact  `json:"adjustmentPercentageFactor"`
	Month            string `json:"billingMonth"`
	Year             int    `json:"billingYear"`
	Published        bool   `json:"isPublished"`
	BillingType      string `json:"developerBillingType,omitempty"`
	TransactionType  string `json:"transactionType,omitempty"`
	Organization     *ref   `json:"organization"`
	Package          *ref   `json:"monetizationPackage,omitempty"`
	Product          *ref   `json:"product,omitempty"`
	Developer        *ref   `json:"developer,omitempty"`
}

func (c *Client) expandAdjustment(id string, a BillingAdjustment) (billingAdjustmentBody, error) {
	month, err := c.months.encode(a.Month)
	return billingAdjustmentBody{
		ID:               id,
		Name:             a.Name,
		PercentageFactor: exact(a.PercentageFactor),
		Month:            month,
		Year:             a.Year,
		Published:        a.Published,
		BillingType:      a.DeveloperBillingType,
		TransactionType:  a.TransactionType,
		Organization:     refTo(c.organization),
		Package:          refTo(a.PackageID),
		Product:          refTo(a.ProductID),
		Developer:        refTo(a.Developer.ID),
	}, err
}

// BillingAdjustments returns every adjustment of the organization. It fails when the
// service counts more of them than it lists: who looks for an adjustment before making
// one must not take a list with holes for the whole (contract: apigee-mint 3).
func (c *Client) BillingAdjustments(ctx context.Context) ([]BillingAdjustment, error) {
	answer, total, err := all(ctx, c, c.request(http.MethodGet, adjustmentsRoute), "billingAdjustment", billingAdjustment.key)
	if err != nil {
		return nil, err
	}
	if listed := int64(len(answer)); listed < total {
		return nil, fmt.Errorf("%s: the service counts %d billing adjustments and lists only %d", ServiceName, total, listed)
	}
	return each(answer, billingAdjustment.flatten), nil
}

// BillingAdjustment returns one adjustment (contract: apigee-mint 3).
func (c *Client) BillingAdjustment(ctx context.Context, id string) (BillingAdjustment, error) {
	var answer billingAdjustment
	err := c.one(ctx, c.request(http.MethodGet, adjustmentRoute, id), &answer)
	return answer.flatten(), err
}

// CreateBillingAdjustment makes an adjustment and returns it as the service has it. The
// caller compares the month: an answer with another one bills another one
// (contract: apigee-mint 3.1). IsAmbiguous errors leave open whether it was made.
func (c *Client) CreateBillingAdjustment(ctx context.Context, a BillingAdjustment) (BillingAdjustment, error) {
	r := c.request(http.MethodPost, adjustmentsRoute)
	r.Effect = transport.Add
	return c.writeAdjustment(ctx, r, "", a)
}

// UpdateBillingAdjustment sends every property of the adjustment a.ID, as the service
// asks, and returns it as the service has it. Only the name and the percentage factor can
// change (contract: apigee-mint 3).
func (c *Client) UpdateBillingAdjustment(ctx context.Context, a BillingAdjustment) (BillingAdjustment, error) {
	return c.writeAdjustment(ctx, c.request(http.MethodPut, adjustmentRoute, a.ID), a.ID, a)
}

func (c *Client) writeAdjustment(ctx context.Context, r transport.Request, id string, a BillingAdjustment) (BillingAdjustment, error) {
	body, err := c.expandAdjustment(id, a)
	if err != nil {
		return BillingAdjustment{}, err
	}
	r.Body = body
	var answer billingAdjustment
	err = c.one(ctx, r, &answer)
	return answer.flatten(), err
}

// DeleteBillingAdjustment deletes an adjustment (contract: apigee-mint 3).
func (c *Client) DeleteBillingAdjustment(ctx context.Context, id string) error {
	return c.do(ctx, c.request(http.MethodDelete, adjustmentRoute, id), nil)
}
