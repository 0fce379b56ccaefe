package apigee

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
)

// Product is an API product as monetization sees it, read-only here (contract: apigee-neighbours
// 9).
type Product struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	Description string `json:"description"`
	// Status is CREATED, ACTIVE or INACTIVE.
	Status string `json:"status"`
	// TransactionSuccessCriteria and RefundSuccessCriteria say which calls count, as expressions.
	TransactionSuccessCriteria string `json:"transactionSuccessCriteria"`
	RefundSuccessCriteria      string `json:"refundSuccessCriteria"`
	// CustomAttributes are the names of the custom attributes that rate plans may count, by their
	// number: "1" is what MINT_CUSTOM_ATTRIBUTE_1 refers to.
	CustomAttributes map[string]string `json:"-"`
}

var customAttribute = regexp.MustCompile(`^customAtt(\d+)Name$`)

// UnmarshalJSON implements json.Unmarshaler.
func (p *Product) UnmarshalJSON(data []byte) error {
	type members Product
	if err := json.Unmarshal(data, (*members)(p)); err != nil {
		return err
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(data, &keys); err != nil {
		return err
	}
	p.CustomAttributes = map[string]string{}
	for key, value := range keys {
		number := customAttribute.FindStringSubmatch(key)
		if number == nil {
			continue
		}
		name, err := scalar(value)
		if err != nil {
			return err
		}
		if name != "" {
			p.CustomAttributes[number[1]] = name
		}
	}
	return nil
}

// products include those of which no package has a published plan.
func (c *Client) products() *object.Objects[Product] {
	kind := plain(c, "/products", "product", func(p Product) string { return p.ID }, itself)
	all := c.request(http.MethodGet, "/products")
	all.Query = url.Values{"monetized": {"false"}}
	kind.Pages = uncounted(pages(c, all, "product", itself[Product]))
	kind.Post, kind.Put, kind.Delete = nil, nil, nil
	return object.New(c.run(), kind)
}
