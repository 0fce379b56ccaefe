package apigeefake

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// ManagementBase is the path below which the management API lives (contract: apigee-neighbours 8).
const ManagementBase = "/v1"

// Attribute is one of the attributes that the management API holds of a developer. Monetization
// reads those that begin with MINT_.
type Attribute struct {
	Name  string
	Value string
}

// Attributes returns what the management API holds of a developer, by email or id, in the order in
// which the names were set first.
func (s *Service) Attributes(org, developer string) (all []Attribute) {
	s.in(org, func(o *organization) {
		all = slices.Clone(must(o.developer(developer), "developer", developer).attributes)
	})
	return all
}

// SetAttributeInConsole sets an attribute of a developer as a colleague does. What the API would
// refuse is not refused here.
func (s *Service) SetAttributeInConsole(org, developer, name, value string) {
	s.in(org, func(o *organization) {
		s.setAttribute(o, must(o.developer(developer), "developer", developer), Attribute{name, value})
	})
}

// DeleteAttributeInConsole removes an attribute of a developer as a colleague does.
func (s *Service) DeleteAttributeInConsole(org, developer, name string) {
	s.in(org, func(o *organization) {
		s.deleteAttribute(o, must(o.developer(developer), "developer", developer), name)
	})
}

// SyncDevelopers lets monetization see the attributes of all developers, as its periodic job does.
func (s *Service) SyncDevelopers(org string) {
	s.in(org, s.syncDevelopers)
}

// ManagementEndpoint is the base URL of the management API.
func (s *Service) ManagementEndpoint() string { return s.srv.URL() + ManagementBase }

// attributesOf is what the management API holds of a developer that a test describes.
func attributesOf(d Developer) (all []Attribute) {
	for _, a := range []Attribute{
		{"MINT_BILLING_TYPE", d.BillingType},
		{"MINT_DEVELOPER_LEGAL_NAME", d.LegalName},
		{"MINT_DEVELOPER_CATEGORY", d.Category},
		{"MINT_DEVELOPER_TYPE", d.Type},
		{"MINT_REGISTRATION_ID", d.Registration},
		{"MINT_TAX_EXEMPT_AUTH_NO", d.TaxExempt},
		{"MINT_DEVELOPER_PHONE", d.Phone},
	} {
		if a.Value != "" {
			all = append(all, a)
		}
	}
	if len(d.Address) > 0 {
		o := addressObjects(d.Address[:1])[0]
		delete(o, "id")
		o["isPrimary"] = "true"
		all = append(all, Attribute{"MINT_DEVELOPER_ADDRESS", text(o)})
	}
	return all
}

func (d *developer) attribute(name string) *Attribute {
	return find(d.attributes, func(a *Attribute) bool { return a.Name == name })
}

func (s *Service) setAttribute(o *organization, d *developer, a Attribute) {
	if stored := d.attribute(a.Name); stored != nil {
		stored.Value = a.Value
	} else {
		d.attributes = append(d.attributes, a)
	}
	s.attributeChanged(o, d, a.Name)
}

func (s *Service) deleteAttribute(o *organization, d *developer, name string) {
	d.attributes = slices.DeleteFunc(d.attributes, func(a Attribute) bool { return a.Name == name })
	s.attributeChanged(o, d, name)
}

func (s *Service) attributeChanged(o *organization, d *developer, name string) {
	d.unseen = append(d.unseen, name)
	if !s.switches.SyncLater {
		s.syncDeveloper(o, d)
	}
}

func (s *Service) syncDevelopers(o *organization) {
	for i := range o.developers {
		s.syncDeveloper(o, &o.developers[i])
	}
}

// syncDeveloper makes monetization see the attributes that have changed; what makes no sense to it,
// it leaves as it was.
func (s *Service) syncDeveloper(o *organization, d *developer) {
	for _, name := range d.unseen {
		value := ""
		if a := d.attribute(name); a != nil {
			value = a.Value
		}
		switch name {
		case "MINT_BILLING_TYPE":
			switch value {
			case "PREPAID", "POSTPAID":
				d.BillingType = value
			case "":
				d.BillingType = o.defaultBillingType()
			}
		case "MINT_DEVELOPER_LEGAL_NAME":
			d.LegalName = value
		case "MINT_DEVELOPER_CATEGORY":
			d.Category = value
		case "MINT_DEVELOPER_TYPE":
			if d.Type = "UNTRUSTED"; value == "TRUSTED" {
				d.Type = value
			}
		case "MINT_REGISTRATION_ID":
			d.Registration = value
		case "MINT_TAX_EXEMPT_AUTH_NO":
			d.TaxExempt = value
		case "MINT_DEVELOPER_PHONE":
			d.Phone = value
		case "MINT_APPROX_TAX_RATE":
			rate, err := decimal.NewFromString(value)
			d.ApproxTaxRate = decimal.NullDecimal{Decimal: rate, Valid: err == nil}
		case "MINT_DEVELOPER_ADDRESS":
			d.Address = s.readAddress(value)
		}
	}
	d.unseen = nil
}

// defaultBillingType is that of a developer without the attribute (contract: apigee-mint 5.3).
func (o *organization) defaultBillingType() string {
	if o.profile.SupportedBillingType == "POSTPAID" {
		return "POSTPAID"
	}
	return "PREPAID"
}

// readAddress reads the JSON text of an address; anything else is none.
func (s *Service) readAddress(value string) []Address {
	var o map[string]any
	if json.Unmarshal([]byte(value), &o) != nil || len(o) == 0 {
		return nil
	}
	part := func(key string) string {
		text, _ := o[key].(string)
		return text
	}
	return []Address{{
		ID: s.srv.NewID(), Address1: part("address1"), Address2: part("address2"), City: part("city"), State: part("state"), Zip: part("zip"),
		Country: part("country"), Primary: o["isPrimary"] == true || o["isPrimary"] == "true",
	}}
}

// managementDeveloper is the developer that a path of the management API names.
func (c *call) managementDeveloper() (*developer, error) {
	d, err := c.developer()
	if err != nil || d.IsCompany {
		return nil, refusal(http.StatusNotFound, "developer.service.DeveloperDoesNotExist", "developer %s does not exist", c.Param("developer"))
	}
	return d, nil
}

func listManagementDevelopers(c *call) (fake.Response, error) {
	emails := []string{}
	for _, d := range c.org.developers {
		if !d.IsCompany {
			emails = append(emails, d.Email)
		}
	}
	return fake.JSON(http.StatusOK, emails), nil
}

func getManagementDeveloper(c *call) (fake.Response, error) {
	d, err := c.managementDeveloper()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, c.extra(object{
		"attributes":       attributeObjects(d.attributes),
		"developerId":      d.ID,
		"email":            d.Email,
		"organizationName": c.org.profile.ID,
		"status":           map[string]string{"ACTIVE": "active", "INACTIVE": "inactive"}[d.Status],
		"userName":         d.Name,
	})), nil
}

func listCompanies(c *call) (fake.Response, error) {
	names := []string{}
	for _, d := range c.org.developers {
		if d.IsCompany {
			names = append(names, d.ID)
		}
	}
	return fake.JSON(http.StatusOK, names), nil
}

func getManagementCompany(c *call) (fake.Response, error) {
	d, err := c.developer()
	if err != nil || !d.IsCompany {
		return fake.Response{}, refusal(http.StatusNotFound, "developer.service.CompanyDoesNotExist", "company %s does not exist", c.Param("developer"))
	}
	return fake.JSON(http.StatusOK, c.extra(object{
		"attributes":   attributeObjects(d.attributes),
		"name":         d.ID,
		"displayName":  d.Name,
		"organization": c.org.profile.ID,
		"status":       map[string]string{"ACTIVE": "active", "INACTIVE": "inactive"}[d.Status],
	})), nil
}

func listAttributes(c *call) (fake.Response, error) {
	d, err := c.managementDeveloper()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, object{"attribute": attributeObjects(d.attributes)}), nil
}

// replaceAttributes replaces the whole list: what is not sent is gone (contract: apigee-neighbours
// 8).
func replaceAttributes(c *call) (fake.Response, error) {
	d, err := c.managementDeveloper()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	var sent []Attribute
	in.required("attribute")
	for _, element := range in.objects("attribute") {
		a, err := c.readAttribute(element, "")
		if err != nil {
			return fake.Response{}, err
		}
		sent = append(sent, a)
	}
	if in.err != nil {
		return fake.Response{}, in.err
	}
	for _, old := range slices.Clone(d.attributes) {
		if !slices.ContainsFunc(sent, func(a Attribute) bool { return a.Name == old.Name }) {
			c.deleteAttribute(c.org, d, old.Name)
		}
	}
	for _, a := range sent {
		c.setAttribute(c.org, d, a)
	}
	return fake.JSON(http.StatusOK, object{"attribute": attributeObjects(d.attributes)}), nil
}

func (c *call) attribute() (*developer, *Attribute, error) {
	d, err := c.managementDeveloper()
	if err != nil {
		return nil, nil, err
	}
	a := d.attribute(c.Param("name"))
	if a == nil {
		return nil, nil, refusal(http.StatusNotFound, "developer.service.AttributeDoesNotExist", "developer %s has no attribute %s", d.Email, c.Param("name"))
	}
	return d, a, nil
}

func getAttribute(c *call) (fake.Response, error) {
	_, a, err := c.attribute()
	if err != nil {
		return fake.Response{}, err
	}
	return fake.JSON(http.StatusOK, a.object()), nil
}

func setAttribute(c *call) (fake.Response, error) {
	d, err := c.managementDeveloper()
	if err != nil {
		return fake.Response{}, err
	}
	in, err := c.input()
	if err != nil {
		return fake.Response{}, err
	}
	a, err := c.readAttribute(in, c.Param("name"))
	if err != nil {
		return fake.Response{}, err
	}
	c.setAttribute(c.org, d, a)
	return fake.JSON(http.StatusOK, a.object()), nil
}

// deleteAttribute answers with what was deleted, as the management API does.
func deleteAttribute(c *call) (fake.Response, error) {
	d, a, err := c.attribute()
	if err != nil {
		return fake.Response{}, err
	}
	old := a.object()
	c.deleteAttribute(c.org, d, a.Name)
	return fake.JSON(http.StatusOK, old), nil
}

// readAttribute reads an attribute; name is what the path says, if it says anything.
func (c *call) readAttribute(in *input, name string) (Attribute, error) {
	a := Attribute{Name: name}
	in.text("name", &a.Name)
	value, isText := in.object["value"].(string)
	if a.Value = value; !isText {
		in.fail("value must be a text")
	}
	if a.Name == "" || name != "" && a.Name != name {
		in.fail("name is [%s], the path says [%s]", a.Name, name)
	}
	if !c.switches.AttributesUnchecked {
		switch supported := c.org.profile.SupportedBillingType; {
		case a.Name == "MINT_BILLING_TYPE" && (value != "PREPAID" && value != "POSTPAID" || supported != "BOTH" && supported != value):
			in.fail("the billing type [%s] is not one that organization [%s] supports: %s", value, c.org.profile.ID, supported)
		case a.Name == "MINT_DEVELOPER_CATEGORY" && c.org.category(value) == nil:
			in.fail("there is no developer category [%s]", value)
		}
	}
	var wrong *problem
	if errors.As(in.err, &wrong) {
		return Attribute{}, refusal(http.StatusBadRequest, "developer.service.InvalidAttribute", "%s", wrong.message)
	}
	return a, nil
}

func (a *Attribute) object() object { return object{"name": a.Name, "value": a.Value} }

func attributeObjects(attributes []Attribute) []object {
	all := make([]object, 0, len(attributes))
	for _, a := range attributes {
		all = append(all, a.object())
	}
	return all
}

// syncDevelopers is a GET with an effect (contract: apigee-mint 5.3).
func syncDevelopers(c *call) (fake.Response, error) {
	c.syncDevelopers(c.org)
	return fake.Text(http.StatusOK, "Developers are synchronized"), nil
}
