package apigee

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

const (
	adjustmentsRoute = "/billing-adjustments"
	adjustmentRoute  = adjustmentsRoute + "/{adjustment}"
)

// BillingAdjustment raises or lowers the bill of one month by a percentage, for everybody or for
// what its scope names. An empty scope field means all, for the service as here (contract:
// apigee-mint 3).
type BillingAdjustment struct {
	// ID is made by the service; posting ignores it.
	ID string
	// Name is printed on the bill.
	Name string
	// PercentageFactor is in percent, -100 to 999.9999; a negative one lowers the bill.
	PercentageFactor decimal.Decimal
	// Month is the month billed. In an answer zero means that the service wrote something that is
	// no month; MonthText has it.
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
	// Developer limits the scope to one developer. Requests send its ID, which may be an email.
	Developer DeveloperRef
}

// billingAdjustment is an adjustment on the wire. Requests leave out the dimensions of the scope
// that are not set: only an absent one means all.
type billingAdjustment struct {
	ID               string       `json:"id,omitempty"`
	Name             string       `json:"name"`
	PercentageFactor Amount       `json:"adjustmentPercentageFactor"`
	Month            monthText    `json:"billingMonth"`
	Year             Count        `json:"billingYear"`
	Published        Bool         `json:"isPublished"`
	BillingType      string       `json:"developerBillingType,omitempty"`
	TransactionType  string       `json:"transactionType,omitempty"`
	Organization     Sent         `json:"organization"`
	Package          Ref          `json:"monetizationPackage,omitzero"`
	Product          Ref          `json:"product,omitzero"`
	Developer        DeveloperRef `json:"developer,omitzero"`
}

func (w billingAdjustment) objectID() string { return w.ID }

func (w billingAdjustment) flatten() BillingAdjustment {
	a := BillingAdjustment{
		ID:                   w.ID,
		Name:                 w.Name,
		PercentageFactor:     w.PercentageFactor.or(decimal.Zero),
		Month:                parseMonth(string(w.Month)),
		MonthText:            string(w.Month),
		Published:            bool(w.Published),
		DeveloperBillingType: w.BillingType,
		TransactionType:      w.TransactionType,
		PackageID:            string(w.Package),
		ProductID:            string(w.Product),
		Developer:            w.Developer,
	}
	if w.Year.Value != nil {
		a.Year = int(*w.Year.Value)
	}
	return a
}

func (c *Client) expandAdjustment(a BillingAdjustment) (billingAdjustment, error) {
	month, err := c.months.encode(a.Month)
	return billingAdjustment{
		ID:               a.ID,
		Name:             a.Name,
		PercentageFactor: Amount{Value: &a.PercentageFactor},
		Month:            monthText(month),
		Year:             Count{Value: new(int64(a.Year))},
		Published:        Bool(a.Published),
		BillingType:      a.DeveloperBillingType,
		TransactionType:  a.TransactionType,
		Organization:     Sent(c.organization),
		Package:          Ref(a.PackageID),
		Product:          Ref(a.ProductID),
		Developer:        DeveloperRef{ID: a.Developer.ID},
	}, err
}

// BillingAdjustments is the handle of the organization's adjustments. Posting returns the
// adjustment as the service has it; the caller compares the month: an answer with another one bills
// another one (contract: apigee-mint 3.1). Updates send every property, as the service asks, and
// only the name and the percentage factor can change (contract: apigee-mint 3).
type BillingAdjustments struct {
	*object.Objects[BillingAdjustment]
}

func (c *Client) billingAdjustments() BillingAdjustments {
	return BillingAdjustments{object.New(c.run(), object.Kind[BillingAdjustment]{
		ID:          func(a BillingAdjustment) string { return a.ID },
		Key:         BillingAdjustment.naturalKey,
		Complete:    c.withEmail,
		Differences: BillingAdjustment.differences,
		Describe:    BillingAdjustment.describe,
		Pages:       pages(c, c.request(http.MethodGet, adjustmentsRoute), "billingAdjustment", billingAdjustment.flatten),
		Within:      c.within(),
		Get: func(ctx context.Context, id string) (BillingAdjustment, error) {
			return c.adjustment(ctx, c.request(http.MethodGet, adjustmentRoute, id))
		},
		Post: func(ctx context.Context, a BillingAdjustment) (BillingAdjustment, error) {
			r := c.request(http.MethodPost, adjustmentsRoute)
			r.Effect = transport.Add
			a.ID = ""
			return c.writeAdjustment(ctx, r, a)
		},
		Put: func(ctx context.Context, a BillingAdjustment) (BillingAdjustment, error) {
			return c.writeAdjustment(ctx, c.request(http.MethodPut, adjustmentRoute, a.ID), a)
		},
		Delete: func(ctx context.Context, id string) error {
			return c.do(ctx, c.request(http.MethodDelete, adjustmentRoute, id), nil)
		},
	})}
}

// Create is [object.Objects.Create]; an answer that has one name of the developer gets both.
// Whether the object of the result is what was asked for is for the caller to compare: the service
// may have understood another month or dropped part of the scope (contract: apigee-mint 3 and 3.1).
func (b BillingAdjustments) Create(ctx context.Context, a BillingAdjustment) (once.Result[BillingAdjustment], error) {
	asked, err := b.Kind.Complete(ctx, a)
	if err != nil {
		return once.Result[BillingAdjustment]{}, err
	}
	result, err := b.Objects.Create(ctx, asked)
	if answered := result.Object.Developer; asked.Developer.Email != "" && (asked.Developer.Is(answered.ID) || asked.Developer.Is(answered.Email)) {
		result.Object.Developer = asked.Developer
	}
	return result, err
}

func (c *Client) writeAdjustment(ctx context.Context, r transport.Request, a BillingAdjustment) (BillingAdjustment, error) {
	body, err := c.expandAdjustment(a)
	if err != nil {
		return BillingAdjustment{}, err
	}
	r.Body = body
	return c.adjustment(ctx, r)
}

func (c *Client) adjustment(ctx context.Context, r transport.Request) (BillingAdjustment, error) {
	var answer billingAdjustment
	err := c.one(ctx, r, &answer)
	return answer.flatten(), err
}

// naturalKey is the name, the month and what is set of the scope, each part with its name. A
// developer is known by the email where the service gives one.
func (a BillingAdjustment) naturalKey() string {
	developer := cmp.Or(a.Developer.Email, a.Developer.ID)
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

// withEmail fills in the name by which the service's answers, and so the natural key, know the
// developer.
func (c *Client) withEmail(ctx context.Context, a BillingAdjustment) (BillingAdjustment, error) {
	if a.Developer.Email != "" || a.Developer.ID == "" || strings.Contains(a.Developer.ID, "@") {
		return a, nil
	}
	developer, err := c.Developers.Get(ctx, a.Developer.ID)
	if err == nil {
		a.Developer.Email = developer.Email
	}
	return a, err
}

// differences says how an adjustment found under the same natural key differs.
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

func (a BillingAdjustment) describe() string {
	return fmt.Sprintf("%q, %s%% for %04d-%02d", a.Name, a.PercentageFactor, a.Year, int(a.Month))
}
