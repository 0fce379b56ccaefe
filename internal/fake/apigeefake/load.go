package apigeefake

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Seed is what the service holds, as a file has it. Names of keys are those of the provider's
// arguments where there is one.
type Seed struct {
	Organizations []OrganizationSeed `json:"organizations,omitzero"`
}

// OrganizationSeed is an organization with its objects, each kind in the order of creation. What an
// object refers to comes before it. Developers are referred to by email or id.
type OrganizationSeed struct {
	Organization
	Currencies  []Currency        `json:"supported_currencies,omitzero"`
	Categories  []Category        `json:"developer_categories,omitzero"`
	Developers  []DeveloperSeed   `json:"developers,omitzero"`
	Products    []Product         `json:"products,omitzero"`
	Packages    []Package         `json:"monetization_packages,omitzero"`
	RatePlans   []RatePlan        `json:"rate_plans,omitzero"`
	Purchases   []Acceptance      `json:"accepted_rate_plans,omitzero"`
	Charges     []Charge          `json:"charges,omitzero"`
	Terms       []Terms           `json:"terms_and_conditions,omitzero"`
	Answers     []TermsAcceptance `json:"terms_answers,omitzero"`
	Adjustments []AdjustmentSeed  `json:"billing_adjustments,omitzero"`
	Published   []MonthSeed       `json:"published_months,omitzero"`
	Suspensions []SuspensionSeed  `json:"suspensions,omitzero"`
}

// DeveloperSeed is a developer with credit limits or balances.
type DeveloperSeed struct {
	Developer
	CreditLimits []CreditLimitSeed `json:"credit_limits,omitzero"`
	Attributes   []AttributeSeed   `json:"attributes,omitzero"` // all of the management API; default: those that the billing settings make
	Unsynced     []string          `json:"unsynced_attributes,omitzero"`
}

// CreditLimitSeed is a developer's limit or balance in one currency.
type CreditLimitSeed struct {
	ID       string              `json:"id,omitzero"`
	Currency string              `json:"currency,omitzero"`
	Amount   decimal.NullDecimal `json:"amount,omitzero"` // absent: never set
	Usage    decimal.Decimal     `json:"usage,omitzero"`
}

// AttributeSeed is an [Attribute].
type AttributeSeed struct {
	Name  string `json:"name,omitzero"`
	Value string `json:"value,omitzero"`
}

// AdjustmentSeed is an adjustment with the month as it was sent.
type AdjustmentSeed struct {
	Adjustment
	SentMonth any `json:"sent_month,omitzero"`
}

// MonthSeed is a month whose billing documents are published.
type MonthSeed struct {
	Month time.Month `json:"billing_month,omitzero"`
	Year  int        `json:"billing_year,omitzero"`
}

// SuspensionSeed is a suspension, which lasts for so long.
type SuspensionSeed struct {
	Suspension
	LastsSeconds int64 `json:"lasts_seconds,omitzero"`
}

// Dump returns everything that the service holds.
func (s *Service) Dump() (seed Seed) {
	s.srv.Lock()
	defer s.srv.Unlock()
	for _, o := range s.state.clone().organizations {
		all := OrganizationSeed{
			Organization: o.profile, Currencies: o.currencies, Categories: o.categories, Products: o.products, Packages: o.packages,
			RatePlans: o.plans, Purchases: o.acceptances, Charges: o.charges, Terms: o.terms, Answers: o.answers,
		}
		for _, d := range o.developers {
			all.Developers = append(all.Developers, d.seed())
		}
		for _, a := range o.adjustments {
			all.Adjustments = append(all.Adjustments, AdjustmentSeed{a.Adjustment, a.sentMonth})
		}
		for _, m := range o.published {
			all.Published = append(all.Published, MonthSeed{m.month, m.year})
		}
		for _, x := range o.suspensions {
			all.Suspensions = append(all.Suspensions, SuspensionSeed{x, int64(x.Lasts / time.Second)})
		}
		seed.Organizations = append(seed.Organizations, all)
	}
	return seed
}

func (d *developer) seed() DeveloperSeed {
	all := DeveloperSeed{Developer: d.Developer, Attributes: []AttributeSeed{}, Unsynced: d.unseen}
	for _, a := range d.attributes {
		all.Attributes = append(all.Attributes, AttributeSeed(a))
	}
	for _, l := range d.limits {
		all.CreditLimits = append(all.CreditLimits, CreditLimitSeed{l.ID, l.Currency, decimal.NullDecimal{Decimal: l.Amount, Valid: l.Set}, l.Usage})
	}
	return all
}

// Load makes ready to replace everything that the service holds by a seed, filling in ids and what
// the service sets where nothing is said; replace does it. If something is wrong with the seed, the
// error names all of it, each with its place below path.
func (s *Service) Load(path string, seed Seed) (replace func(), err error) {
	s.srv.Lock()
	defer s.srv.Unlock()
	var problems fake.Problems
	next := &state{}
	ids := fake.NewNames("organization")
	for i, from := range seed.Organizations {
		at := fmt.Sprintf("%s.organizations[%d]", path, i)
		problems.Need(at+".id", from.ID, "write the name of the organization")
		ids.Give(&problems, at+".id", from.ID)
		next.organizations = append(next.organizations, s.loadOrganization(&problems, at, from))
	}
	return func() {
		s.srv.Lock()
		defer s.srv.Unlock()
		s.state = next
	}, problems.Err()
}

// loader loads one organization.
type loader struct {
	*Service
	*fake.Problems
	path string
	org  *organization

	currencies, categories, developers, products, packages, plans, purchases, terms fake.Names
}

func (s *Service) loadOrganization(problems *fake.Problems, path string, from OrganizationSeed) *organization {
	from.fillDefaults()
	l := &loader{
		Service: s, Problems: problems, path: path, org: &organization{profile: from.Organization},
		currencies: fake.NewNames("currency"), categories: fake.NewNames("developer category"), developers: fake.NewNames("developer"),
		products: fake.NewNames("product"), packages: fake.NewNames("package"), plans: fake.NewNames("rate plan"),
		purchases: fake.NewNames("accepted rate plan"), terms: fake.NewNames("terms and conditions"),
	}
	if _, err := time.LoadLocation(from.TimeZone); err != nil {
		l.Add(path+".timezone", "%q is no time zone; write a name such as Europe/Berlin", from.TimeZone)
	}
	l.OneOf(path+".supported_billing_type", from.SupportedBillingType, "PREPAID", "POSTPAID", "BOTH")
	each(l, "supported_currencies", from.Currencies, l.loadCurrency)
	each(l, "developer_categories", from.Categories, l.loadCategory)
	each(l, "developers", from.Developers, l.loadDeveloper)
	each(l, "products", from.Products, l.loadProduct)
	each(l, "monetization_packages", from.Packages, l.loadPackage)
	each(l, "rate_plans", from.RatePlans, l.loadRatePlan)
	each(l, "accepted_rate_plans", from.Purchases, l.loadPurchase)
	each(l, "charges", from.Charges, l.loadCharge)
	each(l, "terms_and_conditions", from.Terms, l.loadTerms)
	each(l, "terms_answers", from.Answers, l.loadAnswer)
	each(l, "billing_adjustments", from.Adjustments, l.loadAdjustment)
	each(l, "published_months", from.Published, l.loadMonth)
	each(l, "suspensions", from.Suspensions, l.loadSuspension)
	return l.org
}

func each[T any](l *loader, key string, items []T, load func(path string, item T)) {
	for i, item := range items {
		load(fmt.Sprintf("%s.%s[%d]", l.path, key, i), item)
	}
}

func (l *loader) loadCurrency(path string, c Currency) {
	l.Need(path+".code", c.Name, `write a code such as "USD"`)
	l.OneOf(path+".status", c.Status, "ACTIVE", "INACTIVE")
	l.currencies.Give(l.Problems, path+".code", c.ID())
	c.fillDefaults()
	l.org.currencies = append(l.org.currencies, c)
}

func (l *loader) loadCategory(path string, c Category) {
	l.Need(path+".name", c.Name, "write the name of the category")
	c.ID = l.srv.OrNewID(c.ID)
	l.categories.Give(l.Problems, path+".id", c.ID)
	l.org.categories = append(l.org.categories, c)
}

func (l *loader) loadDeveloper(path string, from DeveloperSeed) {
	if !from.IsCompany {
		l.Need(path+".email", from.Email, "write the developer's email")
	} else if from.ID == "" {
		l.Need(path+".name", from.Name, "write the company's name")
	}
	l.OneOf(path+".billing_type", from.BillingType, "PREPAID", "POSTPAID")
	l.OneOf(path+".status", from.Status, "ACTIVE", "INACTIVE")
	l.OneOf(path+".type", from.Type, "TRUSTED", "UNTRUSTED")
	l.categories.Refer(l.Problems, path+".developer_category_id", from.Category)
	l.developers.Refer(l.Problems, path+".company_id", from.Company)
	d := l.newDeveloper(l.org, from.Developer)
	l.developers.Give(l.Problems, path+".id", d.ID)
	l.developers.Give(l.Problems, path+".email", d.Email)
	if d.unseen = from.Unsynced; from.Attributes != nil {
		d.attributes = nil
	}
	for _, a := range from.Attributes {
		d.attributes = append(d.attributes, Attribute(a))
	}
	given := fake.NewNames("credit limit of currency")
	for i, c := range from.CreditLimits {
		at := fmt.Sprintf("%s.credit_limits[%d].currency", path, i)
		l.Need(at, c.Currency, "write the currency of the limit")
		id := l.currency(at, c.Currency)
		given.Give(l.Problems, at, id)
		if limit := d.limit(id); limit != nil {
			*limit = CreditLimit{cmp.Or(c.ID, limit.ID), id, c.Amount.Decimal, c.Usage, c.Amount.Valid}
			l.srv.OrNewID(limit.ID)
		}
	}
	l.org.developers = append(l.org.developers, d)
}

// currency is the id of a currency that a seed refers to by code or id.
func (l *loader) currency(path, code string) string {
	id := Currency{Name: code}.ID()
	l.currencies.Refer(l.Problems, path, id)
	return id
}

// developer makes an id of the email or id by which a seed refers to a developer.
func (l *loader) developer(path string, emailOrID *string) {
	l.developers.Refer(l.Problems, path, *emailOrID)
	if d := l.org.developer(*emailOrID); d != nil {
		*emailOrID = d.ID
	}
}

func (l *loader) loadProduct(path string, p Product) {
	l.Need(path+".name", p.Name, "write the name of the product")
	l.OneOf(path+".status", p.Status, "CREATED", "ACTIVE", "INACTIVE")
	l.products.Give(l.Problems, path+".name", p.Name)
	p.fillDefaults()
	l.org.products = append(l.org.products, p)
}

func (l *loader) loadPackage(path string, p Package) {
	l.Need(path+".name", p.Name, "write the name of the package")
	l.packages.Give(l.Problems, path+".name", p.ID())
	for i, name := range p.Products {
		l.products.Refer(l.Problems, fmt.Sprintf("%s.products[%d]", path, i), name)
	}
	p.fillDefaults()
	l.org.packages = append(l.org.packages, p)
}

// loadRatePlan checks what the service would check of a new plan.
func (l *loader) loadRatePlan(path string, p RatePlan) {
	before := l.Len()
	l.Need(path+".monetization_package_id", p.Package, "write the id of the package")
	l.packages.Refer(l.Problems, path+".monetization_package_id", p.Package)
	l.Need(path+".currency", p.Currency, "write the code of the currency")
	p.Currency = l.currency(path+".currency", p.Currency)
	l.categories.Refer(l.Problems, path+".developer_category_id", p.Category)
	l.developer(path+".developer_id", &p.Developer)
	l.plans.Refer(l.Problems, path+".parent_rate_plan_id", p.Parent)
	l.OneOf(path+".type", p.Type, "STANDARD", "DEVELOPER", "DEVELOPER_CATEGORY")
	l.date(path+".start_date", &p.StartDate)
	l.date(path+".end_date", &p.EndDate)

	if p.ID == "" {
		p.ID = l.org.freePlanID(p.Package, p.Name)
		p.CustomPaymentTerm = p.CustomPaymentTerm || p.PaymentDueDays != ""
	}
	l.plans.Give(l.Problems, path+".id", p.ID)
	p.DisplayName = cmp.Or(p.DisplayName, p.Name)
	p.StartDate = cmp.Or(p.StartDate, l.today(l.org))
	p.fillDefaults()
	l.completeDetails(&p)
	for i := range p.Details {
		p.Details[i].fillDefaults(&p)
	}
	if l.Len() == before {
		l.checkRatePlan(path, &p)
	}
	l.org.plans = append(l.org.plans, p)
}

func (l *loader) checkRatePlan(path string, p *RatePlan) {
	c := &call{Request: &fake.Request{}, Service: l.Service, org: l.org}
	if err := c.checkPlan(p, nil); err != nil {
		l.Add(path, "%s; change the plan", said(err))
	}
	for i := range p.Details {
		d := &p.Details[i]
		at := fmt.Sprintf("%s.rate_plan_details[%d]", path, i)
		l.Need(at+".type", d.Type, "write the type of the detail, such as RATECARD")
		l.products.Refer(l.Problems, at+".product_id", d.Product)
		if err := c.checkDetail(l.org.bundle(p.Package), nil, d); err != nil {
			l.Add(at, "%s; change the detail", said(err))
		}
	}
}

// said is what the service says of a plan that it would refuse.
func said(err error) string {
	var p *problem
	if errors.As(err, &p) {
		return p.message
	}
	return err.Error()
}

func (l *loader) date(path string, date *string) {
	if *date == "" {
		return
	}
	for _, form := range []string{dateTime, dateOnly} {
		if t, err := time.Parse(form, *date); err == nil {
			*date = t.Format(dateTime)
			return
		}
	}
	l.Add(path, "%q is no date; write one such as %q", *date, "2026-01-31")
}

func (l *loader) loadPurchase(path string, a Acceptance) {
	l.Need(path+".developer_id", a.Developer, "write the developer's email or id")
	l.Need(path+".rate_plan_id", a.Plan, "write the id of the plan")
	l.developer(path+".developer_id", &a.Developer)
	l.plans.Refer(l.Problems, path+".rate_plan_id", a.Plan)
	if p := l.org.plan(a.Plan); p != nil && !p.Published {
		l.Add(path+".rate_plan_id", "%q is a draft, which nobody can accept; publish it", a.Plan)
	}
	for name, date := range map[string]*string{
		"start_date": &a.StartDate, "end_date": &a.EndDate, "created": &a.Created, "updated": &a.Updated, "next_cycle_start_date": &a.NextCycleStartDate,
		"next_recurring_fee_date": &a.NextRecurringFeeDate, "prev_recurring_fee_date": &a.PrevRecurringFeeDate, "renewal_date": &a.RenewalDate,
	} {
		l.date(path+"."+name, date)
	}
	a.ID = l.srv.OrNewID(a.ID)
	l.purchases.Give(l.Problems, path+".id", a.ID)
	a.StartDate = cmp.Or(a.StartDate, l.today(l.org))
	a.Created = cmp.Or(a.Created, l.now())
	a.Updated = cmp.Or(a.Updated, a.Created)
	l.org.acceptances = append(l.org.acceptances, a)
}

// loadCharge takes a charge as it is: what it is for may be gone.
func (l *loader) loadCharge(path string, x Charge) {
	l.OneOf(path+".type", x.Type, SetUpFee, RecurringFee, TerminationFee)
	x.Currency = l.currency(path+".currency", x.Currency)
	x.ID = l.srv.OrNewID(x.ID)
	l.org.charges = append(l.org.charges, x)
}

func (l *loader) loadTerms(path string, t Terms) {
	l.Need(path+".version", t.Version, "write the version of the terms")
	l.date(path+".start_date", &t.StartDate)
	if t.ID = l.srv.OrNewID(t.ID); t.ID != t.Version {
		l.terms.Give(l.Problems, path+".id", t.ID)
	}
	l.terms.Give(l.Problems, path+".version", t.Version)
	t.StartDate = cmp.Or(t.StartDate, l.today(l.org))
	l.org.terms = append(l.org.terms, t)
}

// loadAnswer takes the terms by id or by version.
func (l *loader) loadAnswer(path string, a TermsAcceptance) {
	l.Need(path+".developer_id", a.Developer, "write the developer's email or id")
	l.Need(path+".terms_and_conditions_id", a.Terms, "write the id or the version of the terms")
	l.developer(path+".developer_id", &a.Developer)
	l.terms.Refer(l.Problems, path+".terms_and_conditions_id", a.Terms)
	if t := l.org.termsOf(a.Terms); t != nil {
		a.Terms = t.ID
	}
	l.OneOf(path+".action", a.Action, "ACCEPTED", "DECLINED")
	a.Action = cmp.Or(a.Action, "ACCEPTED")
	a.ID, a.AuditDate = l.srv.OrNewID(a.ID), cmp.Or(a.AuditDate, l.now())
	l.org.answers = append(l.org.answers, a)
}

func (l *loader) loadAdjustment(path string, a AdjustmentSeed) {
	l.Need(path+".name", a.Name, "write the name of the adjustment")
	l.month(path, a.Month, a.Year)
	if a.Factor.LessThan(lowestFactor) || a.Factor.GreaterThan(highestFactor) {
		l.Add(path+".adjustment_percentage_factor", "%s is not between %s and %s; write a percentage", a.Factor, lowestFactor, highestFactor)
	}
	l.packages.Refer(l.Problems, path+".monetization_package_id", a.Package)
	l.products.Refer(l.Problems, path+".product_id", a.Product)
	l.developer(path+".developer_id", &a.Developer)
	a.ID = l.srv.OrNewID(a.ID)
	l.org.adjustments = append(l.org.adjustments, adjustment{a.Adjustment, a.SentMonth})
}

func (l *loader) loadMonth(path string, m MonthSeed) {
	l.month(path, m.Month, m.Year)
	l.org.published = append(l.org.published, billingMonth{m.Year, m.Month})
}

func (l *loader) month(path string, month time.Month, year int) {
	if month < time.January || month > time.December {
		l.Add(path+".billing_month", "%d is no month; write 1 to 12", int(month))
	}
	if year < 1970 || year > 9999 {
		l.Add(path+".billing_year", "%d is no year; write one such as 2026", year)
	}
}

func (l *loader) loadSuspension(path string, x SuspensionSeed) {
	l.Need(path+".developer_id", x.Developer, "write the developer's email or id")
	l.developer(path+".developer_id", &x.Developer)
	l.products.Refer(l.Problems, path+".product_id", x.Product)
	l.OneOf(path+".reason", x.Reason, "INSUFFICIENT_FUNDS", "LIMIT_VIOLATED", "NO_CURRENT_PUBLISHABLE_ENTITY", "RATE_PLAN_RATE_BAND_EXCEEDED")
	x.ID = l.srv.OrNewID(x.ID)
	x.Lasts = time.Duration(x.LastsSeconds) * time.Second
	x.fillDefaults(l.srv.Clock().Now())
	l.org.suspensions = append(l.org.suspensions, x.Suspension)
}
