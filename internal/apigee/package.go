package apigee

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// Package is a monetization package: the API products that its rate plans price (contract:
// apigee-neighbours 4).
type Package struct {
	// ID is made by the service from the name.
	ID           string `json:"id,omitempty"`
	Organization Sent   `json:"organization"`
	// Name is unique in the organization. No call changes it, DisplayName or Description.
	Name        string `json:"name"`
	DisplayName string `json:"displayName"`
	Description string `json:"description"`
	// Products are the ids of its API products, in no order.
	Products []Ref `json:"product"`
	// Status is the service's own, CREATED at first; requests send none.
	Status Text `json:"status,omitzero"`
}

// packages are updated in their products only: what is missing is added, then what is too many is
// removed. Listings ask for packages without a published plan too, which the service leaves out
// otherwise.
func (c *Client) packages() *object.Objects[Package] {
	kind := plain(c, "/monetization-packages", "monetizationPackage", func(p Package) string { return p.ID }, func(p Package) Package {
		p.Organization, p.Status = Sent(c.organization), ""
		return p
	})
	all := c.request(http.MethodGet, "/monetization-packages")
	all.Query = url.Values{"monetized": {"false"}}
	kind.Pages = pages(c, all, "monetizationPackage", itself[Package])
	kind.Key = func(p Package) string { return once.Key(p.Name) }
	kind.Differences = differing(func(o Package) []fact {
		return []fact{
			{"name", norm.NFC.String(o.Name)},
			{"display_name", plainText(o.DisplayName)},
			{"description", plainText(o.Description)},
			{"products", strings.Join(sorted(o.Products), ", ")},
		}
	})
	get := kind.Get
	kind.Put = func(ctx context.Context, asked Package) (Package, error) {
		current, err := get(ctx, asked.ID)
		if err != nil {
			return Package{}, err
		}
		for _, change := range []struct {
			method   string
			products []Ref
		}{
			{http.MethodPost, missing(asked.Products, current.Products)},
			{http.MethodDelete, missing(current.Products, asked.Products)},
		} {
			for _, product := range change.products {
				if err := c.changeProduct(ctx, change.method, asked.ID, product); err != nil {
					return Package{}, err
				}
			}
		}
		return get(ctx, asked.ID)
	}
	return object.New(c.run(), kind)
}

// changeProduct adds a product to a package or removes it. After an unclear answer the package is
// read: being a member or not has no other effect, so what is as asked is done.
func (c *Client) changeProduct(ctx context.Context, method, packageID string, product Ref) error {
	r := c.request(method, "/monetization-packages/{package}/products/{product}", packageID, string(product))
	if method == http.MethodPost {
		r.Effect, r.Body = transport.Add, struct{}{}
	}
	err := c.do(ctx, r, nil)
	if err == nil {
		return nil
	}
	if now, readErr := c.Packages.Kind.Get(ctx, packageID); readErr == nil && slices.Contains(now.Products, product) == (method == http.MethodPost) {
		return nil
	}
	return err
}

// missing returns what of the wanted products is not among those there.
func missing(wanted, there []Ref) []Ref {
	return slices.DeleteFunc(slices.Clone(wanted), func(product Ref) bool { return slices.Contains(there, product) })
}

func sorted(refs []Ref) []string {
	return slices.Sorted(func(yield func(string) bool) {
		for _, ref := range refs {
			if !yield(string(ref)) {
				return
			}
		}
	})
}
