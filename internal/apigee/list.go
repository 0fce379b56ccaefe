package apigee

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// list reads an answer that holds any number of T, in each shape in which the service
// sends one: wrapped with a count, possibly behind unrelated keys; a bare
// array; or, where there is just one, the object alone (contract: apigee-mint 1.7, 8).
// A list of nothing may lack its key, but an answer about something else is no list: taken
// for an empty one, it would say that nothing was ever posted.
type list[T any] struct {
	wrapper string
	items   []T
	total   whole
}

// UnmarshalJSON implements json.Unmarshaler.
func (l *list[T]) UnmarshalJSON(data []byte) error {
	l.items, l.total = nil, whole{}
	data = bytes.TrimSpace(data)
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, &l.items)
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(data, &keys); err != nil {
		return err
	}
	if raw, ok := keys["totalRecords"]; ok {
		if err := l.total.UnmarshalJSON(raw); err != nil {
			return fmt.Errorf("totalRecords: %w", err)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if strings.EqualFold(key, l.wrapper) {
			return l.unwrap(keys[key])
		}
	}
	if _, ok := keys["id"]; ok {
		return l.one(data)
	}
	if len(keys) > 0 && l.total.value == nil || keys == nil {
		return errNoList
	}
	return nil
}

func (l *list[T]) unwrap(raw json.RawMessage) error {
	if len(raw) > 0 && raw[0] == '{' {
		return l.one(raw)
	}
	return json.Unmarshal(raw, &l.items)
}

func (l *list[T]) one(raw []byte) error {
	l.items = make([]T, 1)
	return json.Unmarshal(raw, &l.items[0])
}

// pageSize is asked of a server that pages although it was asked not to.
const pageSize = 100

// all reads a whole collection and returns it with the service's own count of it, -1 if
// it gave none. Each item appears once; key tells them apart.
//
// It asks for everything at once, which the service documents, because only one answer is
// one moment: pages have no documented order, so between two of them an item may
// slip. That the answer was everything is then checked, not believed. While
// the count says that items are missing, or there is no count, the next page is asked for
// until one brings nothing new, whether it is empty or repeats what is known; an answer
// larger than the size asked for was no page. So a server that ignores "all", caps "size",
// or knows neither still ends in a full list; one that sends a count costs one request.
// Pages are also the way out where everything at once is more than one answer may hold
// (contract: apigee-mint 1.7).
func all[T any](ctx context.Context, c *Client, r transport.Request, wrapper string, key func(T) string) ([]T, int64, error) {
	query := url.Values{"all": {"true"}, "size": {strconv.Itoa(pageSize)}}
	maps.Copy(query, r.Query)
	r.Query = query
	var items []T
	seen := map[string]bool{}
	for page := 1; ; page++ {
		query.Set("page", strconv.Itoa(page))
		answer := list[T]{wrapper: wrapper}
		err := c.t.Do(ctx, r, &answer)
		if answered(err) && query.Has("all") {
			query.Del("all")
			err = c.t.Do(ctx, r, &answer)
		}
		if err != nil && !hasCode(err, codeNothingMatched) {
			return nil, 0, err
		}
		known := len(items)
		for _, item := range answer.items {
			// An item without an id cannot be told from itself on another page.
			if k := key(item); !seen[k] && (k != "" || page == 1) {
				seen[k] = k != ""
				items = append(items, item)
			}
		}
		total := int64(-1)
		if answer.total.value != nil {
			total = *answer.total.value
		}
		if len(items) == known || len(answer.items) > pageSize || total >= 0 && int64(len(items)) >= total {
			return items, total, nil
		}
	}
}

// each converts every element.
func each[W, T any](wire []W, flatten func(W) T) []T {
	items := make([]T, 0, len(wire))
	for _, w := range wire {
		items = append(items, flatten(w))
	}
	return items
}

// identified is a decoded object that knows its id.
type identified interface{ key() string }

var (
	errNoID   = errors.New("the answer has no id")
	errNoList = errors.New("the answer holds no list")
)

// one reads an answer that is one object of the service. An answer without an id is not
// that object: for a POST it leaves open what was made, and for a GET it must not pass
// for an object with nothing in it.
func (c *Client) one(ctx context.Context, r transport.Request, out identified) error {
	if err := c.do(ctx, r, out); err != nil {
		return err
	}
	if out.key() == "" {
		err := c.t.Ambiguous(r, errNoID)
		err.Ambiguous = r.Method == http.MethodPost
		return err
	}
	return nil
}
