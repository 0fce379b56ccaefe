package apigeefake

import (
	"net/http"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Adjustment is a billing adjustment (contract: apigee-mint 3). Empty texts mean that it applies to
// all of that dimension.
type Adjustment struct {
	ID                   string          `json:"id,omitzero"`
	Name                 string          `json:"name,omitzero"`
	Factor               decimal.Decimal `json:"adjustment_percentage_factor,omitzero"` // percent, -100 to 999.9999
	Month                time.Month      `json:"billing_month,omitzero"`                // the month that is really billed, however it was written
	Year                 int             `json:"billing_year,omitzero"`
	DeveloperBillingType string          `json:"developer_billing_type,omitzero"`
	TransactionType      string          `json:"transaction_type,omitzero"`
	Published            bool            `json:"published,omitzero"`
	Package              string          `json:"monetization_package_id,omitzero"` // id
	Product              string          `json:"product_id,omitzero"`              // id
	Developer            string          `json:"developer_id,omitzero"`            // id
}

// adjustment is an adjustment with the month as it was sent, nil if it was made in the console.
type adjustment struct {
	Adjustment
	sentMonth any
}

// Adjustments returns what the service holds, in the order of creation.
func (s *Service) Adjustments(org string) (all []Adjustment) {
	s.in(org, func(o *organization) {
		for _, a := range o.adjustments {
			all = append(all, a.Adjustment)
		}
	})
	return all
}

// AddAdjustmentInConsole makes an adjustment as a colleague does in the management console, and
// returns its id. The developer may be named by email.
func (s *Service) AddAdjustmentInConsole(org string, a Adjustment) (id string) {
	s.in(org, func(o *organization) {
		a.ID = s.srv.NewID()
		if a.Package != "" {
			must(o.bundle(a.Package), "package", a.Package)
		}
		if a.Product != "" {
			must(o.product(a.Product), "product", a.Product)
		}
		if a.Developer != "" {
			a.Developer = must(o.developer(a.Developer), "developer", a.Developer).ID
		}
		o.adjustments = append(o.adjustments, adjustment{Adjustment: a})
		id = a.ID
	})
	return id
}

// EditAdjustmentInConsole changes an adjustment as a colleague does in the management console.
func (s *Service) EditAdjustmentInConsole(org, id string, edit func(*Adjustment)) {
	s.in(org, func(o *organization) { edit(&must(o.adjustment(id), "adjustment", id).Adjustment) })
}

// DeleteAdjustmentInConsole deletes an adjustment as a colleague does in the management console.
func (s *Service) DeleteAdjustmentInConsole(org, id string) {
	s.in(org, func(o *organization) {
		must(o.adjustment(id), "adjustment", id)
		o.deleteAdjustment(id)
	})
}

// PublishBillingDocuments closes a month to adjustments, as the billing job does.
func (s *Service) PublishBillingDocuments(org string, year int, month time.Month) {
	s.in(org, func(o *organization) { o.published = append(o.published, billingMonth{year, month}) })
}

func (o *organization) adjustment(id string) *adjustment {
	return find(o.adjustments, func(a *adjustment) bool { return a.ID == id })
}

func (o *organization) deleteAdjustment(id string) {
	o.adjustments = slices.DeleteFunc(o.adjustments, func(a adjustment) bool { return a.ID == id })
}

func (c *call) adjustment() (*adjustment, error) {
	if a := c.org.adjustment(c.Param("adjustment")); a != nil {
		return a, nil
	}
	return nil, missing("billingAdjustment", c.Param("adjustment"))
}

func listAdjustments(c *call) (fake.Response, error) {
	return c.list("billingAdjustment", len(c.org.adjustments), func(i int) object { return c.adjustmentObject(&c.org.adjustments[i]) })
}

func getAdjustment(c *call) (fake.Response, error) {
	a, err := c.adjustment()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, c.adjustmentObject(a)), nil
}

func createAdjustment(c *call) (fake.Response, error) {
	if !c.org.profile.HasBillingAdjustment && !c.switches.IgnoreAdjustmentFlag {
		return fake.Response{}, invalid("billingAdjustmentNotEnabled", "billing adjustments are not enabled for organization [%s]", c.org.profile.ID)
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	a, err := c.readAdjustment(in)
	if err != nil {
		return fake.Response{}, err
	}
	if err := c.mustBeOpen(&a); err != nil {
		return fake.Response{}, err
	}
	a.ID = c.srv.NewID()
	c.org.adjustments = append(c.org.adjustments, a)
	return fake.JSON(http.StatusCreated, c.adjustmentObject(&a)), nil
}

// updateAdjustment changes name and factor; the body has to carry everything that was set when the
// adjustment was made (contract: apigee-mint 3).
func updateAdjustment(c *call) (fake.Response, error) {
	stored, err := c.adjustment()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	if in.object["id"] != stored.ID {
		return fake.Response{}, invalid("invalidProperty", "the id in the body is [%v], the path says [%s]", in.object["id"], stored.ID)
	}
	asked, err := c.readAdjustment(in)
	if err != nil {
		return fake.Response{}, err
	}
	if err := complete(&stored.Adjustment, &asked.Adjustment); err != nil {
		return fake.Response{}, err
	}
	if err := c.mustBeOpen(stored); err != nil {
		return fake.Response{}, err
	}
	merged := stored.Adjustment
	merged.Name, merged.Factor = asked.Name, asked.Factor
	asked.ID = stored.ID
	if asked.Adjustment != merged && c.switches.RefuseImmutableChanges {
		return fake.Response{}, invalid("propertyCanNotChange", "only name and adjustmentPercentageFactor can change")
	}
	stored.Adjustment = merged
	return fake.JSON(http.StatusOK, c.adjustmentObject(stored)), nil
}

func deleteAdjustment(c *call) (fake.Response, error) {
	a, err := c.adjustment()
	if err != nil {
		return fake.Response{}, err
	}
	if err := c.mustBeOpen(a); err != nil {
		return fake.Response{}, err
	}
	old := c.adjustmentObject(a)
	c.org.deleteAdjustment(a.ID)
	return c.deleted(old), nil
}

// complete refuses an update that leaves out what was set.
func complete(stored, asked *Adjustment) error {
	for _, p := range []struct{ key, stored, asked string }{
		{"developerBillingType", stored.DeveloperBillingType, asked.DeveloperBillingType},
		{"transactionType", stored.TransactionType, asked.TransactionType},
		{"monetizationPackage", stored.Package, asked.Package},
		{"product", stored.Product, asked.Product},
		{"developer", stored.Developer, asked.Developer},
	} {
		if p.stored != "" && p.asked == "" {
			return invalid("missingProperty", "%s was set to [%s] and must be sent with every update", p.key, p.stored)
		}
	}
	return nil
}

func (c *call) mustBeOpen(a *adjustment) error {
	if c.switches.AcceptClosedMonths || c.org.open(billingMonth{a.Year, a.Month}, c.srv.Clock().Now()) {
		return nil
	}
	return invalid("billingMonthNotOpen", "%s %d is not an open month: it is not over, or its billing documents are published", a.Month, a.Year)
}

var (
	lowestFactor  = decimal.NewFromInt(-100)
	highestFactor = decimal.RequireFromString("999.9999")
)

func (c *call) readAdjustment(in *input) (adjustment, error) {
	a := adjustment{Adjustment: Adjustment{Published: c.switches.AdjustmentsPublishedByDefault}}
	var factor decimal.NullDecimal
	var year Count
	in.required("name", "adjustmentPercentageFactor", "billingMonth", "billingYear", "organization")
	in.same("organization", c.org.profile.ID)
	c.name(in, "name", &a.Name)
	in.amount("adjustmentPercentageFactor", decimals, &factor)
	in.count("billingYear", &year)
	in.word("developerBillingType", &a.DeveloperBillingType, "PREPAID", "POSTPAID", "BOTH")
	in.word("transactionType", &a.TransactionType,
		"PURCHASE", "CHARGE", "REFUND", "CREDIT", "BALANCE", "SETUPFEES", "TERMINATIONFEES", "TRUEUPS")
	in.flag("isPublished", &a.Published)
	in.reference("monetizationPackage", &a.Package)
	in.reference("product", &a.Product)
	if !c.switches.DropAdjustmentDeveloper {
		in.reference("developer", &a.Developer)
	}
	if in.err != nil {
		return adjustment{}, in.err
	}

	a.Factor = factor.Decimal
	if a.Factor.LessThan(lowestFactor) || a.Factor.GreaterThan(highestFactor) {
		return adjustment{}, invalid("invalidAdjustmentPercentageFactor", "%s is not between %s and %s", a.Factor, lowestFactor, highestFactor)
	}
	if a.Year = year.N; a.Year < 1970 || a.Year > 9999 {
		return adjustment{}, invalid("invalidBillingYear", "[%d] is not a year", a.Year)
	}
	var err error
	a.sentMonth = in.object["billingMonth"]
	if a.Month, err = c.month(a.sentMonth); err != nil {
		return adjustment{}, err
	}
	return a, c.resolve(&a.Adjustment)
}

// resolve checks that what an adjustment refers to exists.
func (c *call) resolve(a *Adjustment) error {
	if a.Package != "" && c.org.bundle(a.Package) == nil {
		return missing("monetizationPackage", a.Package)
	}
	if a.Product != "" && c.org.product(a.Product) == nil {
		return missing("product", a.Product)
	}
	if a.Developer != "" {
		d, err := c.developerBy(a.Developer)
		if err != nil {
			return err
		}
		a.Developer = d.ID
	}
	return nil
}

func (c *call) adjustmentObject(a *adjustment) object {
	o := object{
		"adjustmentPercentageFactor": c.amount(a.Factor),
		"billingMonth":               c.monthObject(a),
		"billingYear":                a.Year,
		"id":                         a.ID,
		"isPublished":                a.Published,
		"name":                       a.Name,
		"organization":               c.org.reference(),
	}
	put(o, "developerBillingType", a.DeveloperBillingType)
	put(o, "transactionType", a.TransactionType)
	if a.Package != "" {
		o["monetizationPackage"] = c.packageObject(c.org.bundle(a.Package))
	}
	if a.Product != "" {
		o["product"] = c.productObject(c.org.product(a.Product))
	}
	if d := c.org.developer(a.Developer); d != nil {
		o["developer"] = c.developerObject(d)
	}
	return c.extra(o)
}
