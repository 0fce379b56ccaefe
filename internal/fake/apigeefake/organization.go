package apigeefake

import (
	"cmp"
	"maps"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Organization is an organization's profile (contract: apigee-mint 5.7).
type Organization struct {
	ID                   string         `json:"id,omitzero"`
	Name                 string         `json:"name,omitzero"` // default: the id
	Description          string         `json:"description,omitzero"`
	Country              string         `json:"country,omitzero"`                // default US
	Currency             string         `json:"currency,omitzero"`               // upper-case name of the base currency, default USD; for revenue shares
	TimeZone             string         `json:"timezone,omitzero"`               // default UTC
	SupportedBillingType string         `json:"supported_billing_type,omitzero"` // PREPAID, POSTPAID or BOTH, the default
	HasBillingAdjustment bool           `json:"has_billing_adjustment,omitzero"` // adjustments are refused without it, unless a switch says otherwise
	BillingCycle         string         `json:"billing_cycle,omitzero"`          // CALENDAR_MONTH, the default, or PRORATED
	TaxModel             string         `json:"tax_model,omitzero"`              // HYBRID, the default, DISCLOSED or UNDISCLOSED
	Status               string         `json:"status,omitzero"`                 // ACTIVE, the default, or INACTIVE
	RateDecimalPlaces    int32          `json:"rate_decimal_places,omitzero"`    // how many decimals rates may have, default 4
	More                 map[string]any `json:"more,omitzero"`
}

// AddOrganization adds an empty organization.
func (s *Service) AddOrganization(o Organization) {
	s.srv.Lock()
	defer s.srv.Unlock()
	mustNot(s.state.organization(o.ID), "organization", o.ID)
	o.fillDefaults()
	s.state.organizations = append(s.state.organizations, &organization{profile: o})
}

func (o *Organization) fillDefaults() {
	o.Name = cmp.Or(o.Name, o.ID)
	o.Country = cmp.Or(o.Country, "US")
	o.Currency = cmp.Or(o.Currency, "USD")
	o.TimeZone = cmp.Or(o.TimeZone, "UTC")
	o.SupportedBillingType = cmp.Or(o.SupportedBillingType, "BOTH")
	o.BillingCycle = cmp.Or(o.BillingCycle, "CALENDAR_MONTH")
	o.TaxModel = cmp.Or(o.TaxModel, "HYBRID")
	o.Status = cmp.Or(o.Status, "ACTIVE")
	o.RateDecimalPlaces = cmp.Or(o.RateDecimalPlaces, decimals)
}

// SetBillingAdjustmentFlag switches the organization's hasBillingAdjustment, as an administrator
// does in the profile.
func (s *Service) SetBillingAdjustmentFlag(org string, on bool) {
	s.in(org, func(o *organization) { o.profile.HasBillingAdjustment = on })
}

// Organization returns an organization's profile.
func (s *Service) Organization(org string) (profile Organization) {
	s.in(org, func(o *organization) { profile = o.profile })
	return profile
}

// EditOrganizationInConsole changes a profile as an administrator does.
func (s *Service) EditOrganizationInConsole(org string, edit func(*Organization)) {
	s.in(org, func(o *organization) {
		id := o.profile.ID
		edit(&o.profile)
		o.profile.ID = id
	})
}

// HideOrganization makes every route below an organization answer that the organization does not
// exist, or ends that: what a client sees of an installation that it took for another, or of an
// organization that it may no longer see. Nothing is lost.
func (s *Service) HideOrganization(org string, hidden bool) {
	s.in(org, func(o *organization) { o.hidden = hidden })
}

// OrganizationMissing is the same as a fault, for one route or a number of requests.
func (s *Service) OrganizationMissing(org string) fake.Fault {
	s.srv.Lock()
	defer s.srv.Unlock()
	return fake.Answer(s.refuse(missing("organization", org)))
}

func getOrganization(c *call) (fake.Response, error) {
	return fake.JSON(200, c.extra(c.org.reference())), nil
}

// reference is the profile as it stands in every object that refers to it.
func (o *organization) reference() object {
	p := o.profile
	profile := object{
		"approveTrusted":               false,
		"approveUntrusted":             false,
		"billingCycle":                 p.BillingCycle,
		"country":                      p.Country,
		"currency":                     p.Currency,
		"description":                  p.Description,
		"hasBillingAdjustment":         p.HasBillingAdjustment,
		"hasBroker":                    false,
		"hasSelfBilling":               false,
		"hasSeparateInvoiceForProduct": false,
		"id":                           p.ID,
		"issueNettingStmt":             false,
		"name":                         p.Name,
		"nettingStmtPerCurrency":       false,
		"selfBillingAsExchOrg":         false,
		"selfBillingForAllDev":         false,
		"separateInvoiceForFees":       false,
		"status":                       p.Status,
		"supportedBillingType":         p.SupportedBillingType,
		"taxModel":                     p.TaxModel,
		"timezone":                     p.TimeZone,
	}
	maps.Copy(profile, p.More)
	return profile
}
