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
	"sync/atomic"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/object"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// list reads an answer that holds any number of T, in each shape in which the service sends one:
// wrapped with a count, possibly behind unrelated keys; a bare array; or, where there is just one,
// the object alone (contract: apigee-mint 1.7, 8). A list of nothing may lack its key, but an
// answer about something else is no list: taken for an empty one, it would say that nothing was
// ever posted.
type list[T any] struct {
	wrapper string
	items   []T
	total   Count
}

// UnmarshalJSON implements json.Unmarshaler.
func (l *list[T]) UnmarshalJSON(data []byte) error {
	l.items, l.total = nil, Count{}
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
	if len(keys) > 0 && l.total.Value == nil || keys == nil {
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

// pages begins a listing of a whole collection.
//
// Everything is asked for at once, which the service documents, because only one answer is one
// moment: pages have no documented order, so between two of them an item may slip. That the answer
// was everything is then checked, not believed: the count says how many pages of the length of the
// first one there are; without a count the next page is asked for until one brings nothing new, but
// an answer larger than the size asked for was no page. Where everything at once is more than one
// answer may hold, it is read in pages (contract: apigee-mint 1.7).
func pages[W, T any](c *Client, r transport.Request, wrapper string, flatten func(W) T) func() collection.Fetch[T] {
	return func() collection.Fetch[T] {
		var inPages atomic.Bool
		var size atomic.Int64
		return func(ctx context.Context, page int) (collection.Page[T], error) {
			r := r
			query := url.Values{"all": {"true"}, "size": {strconv.Itoa(pageSize)}, "page": {strconv.Itoa(page)}}
			maps.Copy(query, r.Query)
			r.Query = query
			if inPages.Load() {
				query.Del("all")
			}
			answer := list[W]{wrapper: wrapper}
			err := c.do(ctx, r, &answer)
			if answered(err) && query.Has("all") {
				inPages.Store(true)
				query.Del("all")
				err = c.do(ctx, r, &answer)
			}
			if err != nil && !hasCode(err, codeNothingMatched) {
				return collection.Page[T]{}, err
			}
			found := collection.Page[T]{Items: each(answer.items, flatten)}
			size.CompareAndSwap(0, int64(max(1, len(answer.items))))
			switch total := answer.total.Value; {
			case total != nil:
				found.Total = int(*total)
				found.Pages = max(1, int((*total+size.Load()-1)/size.Load()))
			case len(answer.items) > pageSize:
				found.Pages = page
			}
			return found, nil
		}
	}
}

// onePage begins a listing that the service answers at once.
func onePage[T any](c *Client, r transport.Request, wrapper string) func() collection.Fetch[T] {
	return func() collection.Fetch[T] {
		return func(ctx context.Context, _ int) (collection.Page[T], error) {
			answer := list[T]{wrapper: wrapper}
			err := c.do(ctx, r, &answer)
			if hasCode(err, codeNothingMatched) {
				err = nil
			}
			return collection.Page[T]{Items: answer.items, Pages: 1}, err
		}
	}
}

// uncounted is a listing of which the service's count is no reason for doubt: what it leaves out is
// not documented, and nothing is created by what is not in it.
func uncounted[T any](pages func() collection.Fetch[T]) func() collection.Fetch[T] {
	return func() collection.Fetch[T] {
		fetch := pages()
		return func(ctx context.Context, page int) (collection.Page[T], error) {
			found, err := fetch(ctx, page)
			found.Total = 0
			return found, err
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
type identified interface{ objectID() string }

var (
	errNoID   = errors.New("the answer has no id")
	errNoList = errors.New("the answer holds no list")
)

// plain is a kind whose objects are answered and asked for in one form, at a route and below it;
// path holds the values of the route's own placeholders. prepare completes what a request sends.
func plain[T any](c *Client, route, wrapper string, id func(T) string, prepare func(T) T, path ...string) object.Kind[T] {
	request := func(method, id string) transport.Request {
		return c.request(method, route+"/{id}", append(slices.Clone(path), id)...)
	}
	send := func(ctx context.Context, r transport.Request) (T, error) {
		var answer T
		err := c.do(ctx, r, &answer)
		if err == nil && id(answer) == "" {
			err = c.withoutID(r)
		}
		return answer, err
	}
	return object.Kind[T]{
		ID:     id,
		Pages:  pages(c, c.request(http.MethodGet, route, path...), wrapper, itself[T]),
		Within: c.within(),
		Get: func(ctx context.Context, id string) (T, error) {
			return send(ctx, request(http.MethodGet, id))
		},
		Post: func(ctx context.Context, asked T) (T, error) {
			r := c.request(http.MethodPost, route, path...)
			r.Effect, r.Body = transport.Add, prepare(asked)
			return send(ctx, r)
		},
		Put: func(ctx context.Context, asked T) (T, error) {
			r := request(http.MethodPut, id(asked))
			r.Body = prepare(asked)
			return send(ctx, r)
		},
		Delete: func(ctx context.Context, id string) error {
			return c.do(ctx, request(http.MethodDelete, id), nil)
		},
	}
}

// one reads an answer that is one object of the service. An answer without an id is not that
// object: for a POST it leaves open what was made, and for a GET it must not pass for an object
// with nothing in it.
func (c *Client) one(ctx context.Context, r transport.Request, out identified) error {
	if err := c.do(ctx, r, out); err != nil {
		return err
	}
	if out.objectID() == "" {
		return c.withoutID(r)
	}
	return nil
}

func (c *Client) withoutID(r transport.Request) error {
	err := c.transport.Ambiguous(r, errNoID)
	err.Ambiguous = r.Method == http.MethodPost
	return err
}
