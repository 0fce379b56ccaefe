package apigee

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// BillingSetting is an attribute of a developer in the management API from which monetization takes
// a setting (contract: apigee-neighbours 8).
type BillingSetting string

// The settings that are read and written here; others of a developer's attributes are left alone.
const (
	BillingLegalName       BillingSetting = "MINT_DEVELOPER_LEGAL_NAME"
	BillingAddressText     BillingSetting = "MINT_DEVELOPER_ADDRESS"
	BillingCategory        BillingSetting = "MINT_DEVELOPER_CATEGORY"
	BillingRegistrationID  BillingSetting = "MINT_REGISTRATION_ID"
	BillingTaxExemptNumber BillingSetting = "MINT_TAX_EXEMPT_AUTH_NO"
	BillingPhone           BillingSetting = "MINT_DEVELOPER_PHONE"
	BillingType            BillingSetting = "MINT_BILLING_TYPE"
)

// BillingSettings are the settings in the order in which they are written.
var BillingSettings = []BillingSetting{
	BillingLegalName, BillingAddressText, BillingCategory, BillingRegistrationID, BillingTaxExemptNumber, BillingPhone, BillingType,
}

// BillingTypes are the values of BillingType.
var BillingTypes = []string{"PREPAID", "POSTPAID"}

// ErrCompany says that a developer id is that of a company, whose attributes have calls of their
// own, which are not offered here.
var ErrCompany = errors.New("this is a company, not a developer")

// DeveloperBilling reads and writes the billing settings of developers, given by email or UUID.
// Each is set or removed by itself: the call for all attributes at once would remove what others
// have written. To set is no addition, so that requests are repeated without harm.
type DeveloperBilling struct {
	client *Client
	run    setRecords
}

type attribute struct {
	Name  BillingSetting `json:"name"`
	Value string         `json:"value"`
}

// Get returns the settings that a developer has; one without a value counts as none. A developer
// who does not exist is IsNotFound, and a company ErrCompany.
func (b *DeveloperBilling) Get(ctx context.Context, developerID string) (map[BillingSetting]string, error) {
	found, err := byName(developerID, func(name string) (map[BillingSetting]string, error) {
		answer := list[attribute]{wrapper: "attribute"}
		if err := b.send(ctx, b.client.request(http.MethodGet, "/developers/{developer}/attributes", name), &answer); err != nil {
			return nil, err
		}
		all := map[BillingSetting]string{}
		for _, a := range answer.items {
			all[a.Name] = a.Value
		}
		settings := map[BillingSetting]string{}
		for _, setting := range BillingSettings {
			if all[setting] != "" {
				settings[setting] = all[setting]
			}
		}
		return settings, nil
	})
	if IsNotFound(err) {
		err = b.confirmed(ctx, developerID, err)
	}
	return found, err
}

// Create is Update for a resource that is created in this run; a second one of the same developer
// is refused with once.ErrClaimed, and nothing is sent for it.
func (b *DeveloperBilling) Create(ctx context.Context, developerID string, changes map[BillingSetting]string) (done map[BillingSetting]string, err error) {
	err = b.run.create(ctx, b.client.DeveloperKey(ctx, developerID), func() error {
		done, err = b.Update(ctx, developerID, changes)
		return err
	})
	return done, err
}

// Update sets or, where the value is "", removes settings one after the other. It returns those
// that were changed, with the values that the service now has, even if one of them failed.
func (b *DeveloperBilling) Update(ctx context.Context, developerID string, changes map[BillingSetting]string) (done map[BillingSetting]string, err error) {
	done = map[BillingSetting]string{}
	for _, setting := range BillingSettings {
		value, ok := changes[setting]
		if !ok {
			continue
		}
		change := b.set
		if value == "" {
			change = b.remove
		}
		if done[setting], err = change(ctx, developerID, setting, value); err != nil {
			delete(done, setting)
			return done, fmt.Errorf("%s: %w", setting, err)
		}
	}
	return done, nil
}

// Delete removes settings of a resource that is destroyed. It returns ErrAdopted, and sends
// nothing, if a resource created in this run has set the developer's since.
func (b *DeveloperBilling) Delete(ctx context.Context, developerID string, settings []BillingSetting) error {
	changes := map[BillingSetting]string{}
	for _, setting := range settings {
		changes[setting] = ""
	}
	return b.run.end(ctx, b.client.DeveloperKey(ctx, developerID), func() error {
		_, err := b.Update(ctx, developerID, changes)
		return err
	})
}

func (b *DeveloperBilling) set(ctx context.Context, developerID string, setting BillingSetting, value string) (string, error) {
	answer, err := byName(developerID, func(name string) (answer attribute, err error) {
		r := b.client.request(http.MethodPost, attributeRoute, name, string(setting))
		r.Effect, r.Body = transport.Set, attribute{setting, value}
		err = b.send(ctx, r, &answer)
		return answer, err
	})
	switch {
	case err == nil && answer.Name == setting:
		return answer.Value, nil
	case err != nil && !answered(err) && !IsTransient(err):
		return "", err
	}
	// What no answer has shown is read.
	found, unread := b.Get(ctx, developerID)
	if err == nil {
		return found[setting], unread
	}
	if unread == nil && found[setting] == value {
		return value, nil
	}
	return "", err
}

func (b *DeveloperBilling) remove(ctx context.Context, developerID string, setting BillingSetting, _ string) (string, error) {
	_, err := byName(developerID, func(name string) (struct{}, error) {
		return struct{}{}, b.send(ctx, b.client.request(http.MethodDelete, attributeRoute, name, string(setting)), nil)
	})
	if IsNotFound(err) {
		_, err = b.Get(ctx, developerID) // the attribute is gone, or the developer
	}
	if IsNotFound(err) {
		err = nil
	}
	return "", err
}

const attributeRoute = "/developers/{developer}/attributes/{name}"

// send is do for the management API.
func (b *DeveloperBilling) send(ctx context.Context, r transport.Request, out any) error {
	r.Endpoint = b.client.ManagementEndpoint()
	err := b.client.do(ctx, r, out)
	if e, ok := errors.AsType[*transport.Error](err); ok && e.Status == http.StatusNotFound && !IsNotFound(err) {
		return fmt.Errorf("%w; check management_endpoint, which is %s", err, r.Endpoint)
	}
	return err
}

// confirmed returns a "not found" of the management API if monetization does not know the developer
// either, and else why it does not count.
func (b *DeveloperBilling) confirmed(ctx context.Context, developerID string, missing error) error {
	developer, err := b.client.Developers.Get(ctx, developerID)
	switch {
	case IsNotFound(err):
		return missing
	case err != nil:
		return err
	case bool(developer.Company):
		return fmt.Errorf("%w: %s", ErrCompany, developerID)
	}
	// Not wrapped: nobody must take it for a "not found".
	return fmt.Errorf("monetization knows developer %s, but the management API at %s does not: %v", developerID, b.client.ManagementEndpoint(), missing)
}

// BillingAddress is the address in BillingAddressText; what is left out is "".
type BillingAddress struct {
	Address1, Address2, City, Country, State, Zip string
	// IsPrimary is true unless the service says otherwise: a developer has one address here.
	IsPrimary bool
}

// parts are the keys of an address but for the flag. Their case counts.
func (a *BillingAddress) parts() map[string]*string {
	return map[string]*string{"address1": &a.Address1, "address2": &a.Address2, "city": &a.City, "country": &a.Country, "state": &a.State, "zip": &a.Zip}
}

const primaryKey = "isPrimary"

// ReadBillingAddress reads the JSON text of an address; ok is false for anything else.
func ReadBillingAddress(value string) (a BillingAddress, ok bool) {
	var keys map[string]json.RawMessage
	if json.Unmarshal([]byte(value), &keys) != nil || keys == nil {
		return a, false
	}
	for key, part := range a.parts() {
		*part = partText(keys[key])
	}
	primary, err := strconv.ParseBool(partText(keys[primaryKey]))
	a.IsPrimary = primary || err != nil
	return a, true
}

// partText is a JSON value as text, "" for a key that is not there.
func partText(raw json.RawMessage) string {
	var text transport.Text
	_ = json.Unmarshal(raw, &text)
	return string(text)
}

// Text is the address as JSON text. Of the text that stood before, keys of others are kept; those
// of an address in another case are not.
func (a BillingAddress) Text(before string) (string, error) {
	keys := map[string]json.RawMessage{}
	if json.Unmarshal([]byte(before), &keys) != nil || keys == nil {
		keys = map[string]json.RawMessage{}
	}
	texts := map[string]string{primaryKey: strconv.FormatBool(a.IsPrimary)}
	for key, part := range a.parts() {
		texts[key] = *part
	}
	for key, value := range texts {
		maps.DeleteFunc(keys, func(old string, _ json.RawMessage) bool { return strings.EqualFold(old, key) })
		if value == "" {
			continue
		}
		text, err := json.Marshal(value)
		if err != nil {
			return "", err
		}
		keys[key] = text
	}
	text, err := json.Marshal(keys)
	return string(text), err
}
