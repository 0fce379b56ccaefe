package apigeefake

import (
	"cmp"
	"maps"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Organization is an organization's profile (contract: apigee-mint 5.7).
type Organization struct {
	ID                   string
	Name                 string // default: the id
	Description          string
	Country              string // default US
	Currency             string // upper-case name of the base currency, default USD; revenue shares must use it
	TimeZone             string // default UTC
	SupportedBillingType string // PREPAID, POSTPAID or BOTH, the default
	HasBillingAdjustment bool   // adjustments are refused without it, unless a switch says otherwise
	RateDecimalPlaces    int32  // how many decimals rates may have, default 4
	More                 map[string]any
}

// AddOrganization adds an empty organization.
func (s *Service) AddOrganization(o Organization) {
	s.srv.Lock()
	defer s.srv.Unlock()
	mustNot(s.state.organization(o.ID), "organization", o.ID)
	o.Name = cmp.Or(o.Name, o.ID)
	o.Country = cmp.Or(o.Country, "US")
	o.Currency = cmp.Or(o.Currency, "USD")
	o.TimeZone = cmp.Or(o.TimeZone, "UTC")
	o.SupportedBillingType = cmp.Or(o.SupportedBillingType, "BOTH")
	o.RateDecimalPlaces = cmp.Or(o.RateDecimalPlaces, decimals)
	s.state.organizations = append(s.state.organizations, &organization{profile: o})
}

// SetBillingAdjustmentFlag switches the organization's hasBillingAdjustment, as an administrator does in the profile.
func (s *Service) SetBillingAdjustmentFlag(org string, on bool) {
	s.in(org, func(o *organization) { o.profile.HasBillingAdjustment = on })
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
		"billingCycle":                 "CALENDAR_MONTH",
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
		"status":                       "ACTIVE",
		"supportedBillingType":         p.SupportedBillingType,
		"taxModel":                     "HYBRID",
		"timezone":                     p.TimeZone,
	}
	maps.Copy(profile, p.More)
	return profile
}
