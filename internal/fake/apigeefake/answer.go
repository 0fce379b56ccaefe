package apigeefake

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// object is a JSON object on its way out. Keys that are absent are simply not in it.
type object = map[string]any

// decimals is how many places amounts are written with (contract: apigee-mint 1.4).
const decimals = 4

// amount writes an exact decimal as a JSON number.
func (s *Service) amount(d decimal.Decimal) json.Number { return s.number(d, decimals) }

func (s *Service) number(d decimal.Decimal, places int32) json.Number {
	if s.switches.PlainZeros && d.IsZero() {
		return "0"
	}
	return json.Number(d.StringFixed(places))
}

// put sets a key unless the text is empty, which stands for an absent value everywhere in this
// package.
func put(o object, key, text string) {
	if text != "" {
		o[key] = text
	}
}

// extra adds keys that no document mentions, if the switch says so.
func (s *Service) extra(o object) object {
	if s.switches.ExtraKeys {
		o["undocumentedFlag"] = true
		o["undocumentedObject"] = object{"id": "undocumented", "amount": json.Number("1.0000")}
	}
	return o
}

// list answers one page of n items (contract: apigee-mint 1.7).
func (c *call) list(wrapper string, n int, item func(i int) object, more ...string) (fake.Response, error) {
	from, to, err := c.page(n)
	if err != nil {
		return fake.Response{}, err
	}
	items := make([]object, 0, to-from)
	for i := from; i < to; i++ {
		items = append(items, item(i))
	}
	return c.wrap(wrapper, items, n, more...)
}

// wrap answers a list; the total is also written under the keys in more.
func (c *call) wrap(wrapper string, items []object, total int, more ...string) (fake.Response, error) {
	if len(items) == 0 && c.switches.NothingAnswers404 {
		return fake.Response{}, refusal(http.StatusNotFound, "mint.noSuchResource", "no %s matches", wrapper)
	}
	return c.counted(object{wrapper: items}, total, more...), nil
}

// counted answers an object with a total, unless the switch says otherwise.
func (c *call) counted(body object, total int, more ...string) fake.Response {
	if !c.switches.OmitTotals {
		body["totalRecords"] = total
		for _, key := range more {
			body[key] = total
		}
	}
	return fake.JSON(http.StatusOK, body)
}

// deleted answers a DELETE in one of the two ways that were seen (contract: apigee-mint 1.8).
func (c *call) deleted(old object) fake.Response {
	if c.switches.DeleteAnswersObject {
		return fake.JSON(200, old)
	}
	return fake.NoContent()
}

// page returns which of n items were asked for.
func (c *call) page(n int) (from, to int, err error) {
	all, err := c.flag("all", false)
	if err != nil {
		return 0, 0, err
	}
	if all {
		return 0, n, nil
	}
	size, err := c.positive("size", 20)
	if err != nil {
		return 0, 0, err
	}
	number, err := c.positive("page", 1)
	if err != nil {
		return 0, 0, err
	}
	if limit := c.switches.MaxPageSize; limit > 0 {
		size = min(size, limit)
	}
	from = min((number-1)*size, n)
	return from, min(from+size, n), nil
}

func (c *call) positive(name string, byDefault int) (int, error) {
	if !c.Query.Has(name) {
		return byDefault, nil
	}
	v, err := strconv.Atoi(c.Query.Get(name))
	if err != nil || v < 1 || v > 1_000_000 {
		return 0, invalid("invalidParameter", "%s must be a positive number, not [%s]", name, c.Query.Get(name))
	}
	return v, nil
}

func (c *call) flag(name string, byDefault bool) (bool, error) {
	switch v := c.Query.Get(name); {
	case !c.Query.Has(name):
		return byDefault, nil
	case v == "true", v == "false":
		return v == "true", nil
	default:
		return false, invalid("invalidParameter", "%s must be true or false, not [%s]", name, v)
	}
}
