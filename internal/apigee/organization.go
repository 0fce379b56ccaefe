package apigee

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// Profile is what the organization says of itself, spelled as the service does (contract:
// apigee-neighbours 14).
type Profile struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	// Status is ACTIVE or INACTIVE.
	Status string `json:"status"`
	// Currency is the base currency, by its name in upper case.
	Currency string `json:"currency"`
	Country  string `json:"country"`
	// Timezone is the IANA name, or an abbreviation, of the zone in which plans begin and end.
	Timezone string `json:"timezone"`
	// BillingCycle is PRORATED or CALENDAR_MONTH.
	BillingCycle string `json:"billingCycle"`
	// SupportedBillingType is PREPAID, POSTPAID or BOTH.
	SupportedBillingType string `json:"supportedBillingType"`
	// TaxModel is DISCLOSED, UNDISCLOSED or HYBRID.
	TaxModel                     string    `json:"taxModel"`
	TaxEngineExternalID          string    `json:"taxEngineExternalId"`
	TaxNexus                     string    `json:"taxNexus"`
	TaxRegNo                     string    `json:"taxRegNo"`
	RegNo                        string    `json:"regNo"`
	LogoURL                      string    `json:"logoUrl"`
	TransactionRelayURL          string    `json:"transactionRelayURL"`
	NetPaymentAdviceNote         string    `json:"netPaymentAdviceNote"`
	ApproveTrusted               Bool      `json:"approveTrusted"`
	ApproveUntrusted             Bool      `json:"approveUntrusted"`
	HasBillingAdjustment         Flag      `json:"hasBillingAdjustment"`
	HasBroker                    Bool      `json:"hasBroker"`
	HasSelfBilling               Bool      `json:"hasSelfBilling"`
	HasSeparateInvoiceForProduct Bool      `json:"hasSeparateInvoiceForProduct"`
	IssueNettingStmt             Bool      `json:"issueNettingStmt"`
	NettingStmtPerCurrency       Bool      `json:"nettingStmtPerCurrency"`
	SelfBillingAsExchOrg         Bool      `json:"selfBillingAsExchOrg"`
	SelfBillingForAllDev         Bool      `json:"selfBillingForAllDev"`
	SeparateInvoiceForFees       Bool      `json:"separateInvoiceForFees"`
	Address                      []Address `json:"address"`
}

// Address is a postal address of an organization or a developer.
type Address struct {
	ID        string `json:"id,omitempty"`
	Address1  string `json:"address1"`
	Address2  string `json:"address2,omitempty"`
	City      string `json:"city"`
	State     string `json:"state"`
	Zip       string `json:"zip"`
	Country   string `json:"country"`
	IsPrimary Bool   `json:"isPrimary"`
}

func (p Profile) objectID() string { return p.ID }

// profile remembers the organization's profile for the run, which few requests change.
type profile struct {
	mu    sync.Mutex
	known *Profile
}

// Profile returns the profile of the organization.
func (c *Client) Profile(ctx context.Context) (Profile, error) {
	var answer Profile
	err := c.one(ctx, c.request(http.MethodGet, ""), &answer)
	return answer, err
}

// KnownProfile is Profile, asked for once in a run, for facts that warnings and dates are made of.
// Where asking is not worth a request, ask is false and only a profile at hand is returned. ok is
// false where there is none.
func (c *Client) KnownProfile(ctx context.Context, ask bool) (_ Profile, ok bool) {
	c.profile.mu.Lock()
	defer c.profile.mu.Unlock()
	if c.profile.known == nil && ask {
		if answer, err := c.Profile(ctx); err == nil {
			c.profile.known = &answer
		}
	}
	if c.profile.known == nil {
		return Profile{}, false
	}
	return *c.profile.known, true
}

// Zone is the zone in which the organization's plans begin and end, and its name. It is UTC where
// the service does not say, or says a name that is not known.
func (c *Client) Zone(ctx context.Context) (*time.Location, string) {
	p, ok := c.KnownProfile(ctx, true)
	if !ok || p.Timezone == "" {
		return time.UTC, "UTC"
	}
	zone, err := time.LoadLocation(p.Timezone)
	if err != nil {
		return time.UTC, "UTC"
	}
	return zone, p.Timezone
}
