package fake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
)

// Request is one request as a handler sees it. It is a copy: handlers may keep it.
type Request struct {
	Method string
	Path   string     // as sent, still escaped
	Route  string     // the pattern that matched, "" if none did
	Query  url.Values // decoded
	Header http.Header
	Body   []byte

	params map[string]string
}

// Param returns the unescaped path segment that the pattern calls {name}; it panics on a name the
// pattern does not have.
func (r *Request) Param(name string) string {
	v, ok := r.params[name]
	if !ok {
		panic(fmt.Sprintf("fake: route %q has no segment {%s}", r.Route, name))
	}
	return v
}

// Object decodes the body as one JSON object, numbers as json.Number; anything else is an error.
func (r *Request) Object() (map[string]any, error) {
	dec := json.NewDecoder(bytes.NewReader(r.Body))
	dec.UseNumber()
	var object map[string]any
	if err := dec.Decode(&object); err != nil {
		return nil, err
	}
	if object == nil {
		return nil, errors.New("the body is null, not an object")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is text after the JSON object")
	}
	return object, nil
}

// keys lists the top-level keys of a JSON object body, sorted; nil for any other body.
func (r *Request) keys() []string {
	var object map[string]json.RawMessage
	if json.Unmarshal(r.Body, &object) != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(object))
}

// Response is a whole answer.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
}

// With returns the response with one more header.
func (r Response) With(key, value string) Response {
	r.Header = r.Header.Clone()
	if r.Header == nil {
		r.Header = http.Header{}
	}
	r.Header.Set(key, value)
	return r
}

// JSON is an answer whose body is v as JSON. A json.Number keeps its text, which is how services
// answer exact decimals. It panics on a value that has no JSON form.
func JSON(status int, v any) Response {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("fake: cannot encode an answer: %v", err))
	}
	return Response{Status: status, Body: body.Bytes()}.With("Content-Type", "application/json")
}

// Text is an answer with a plain-text body.
func Text(status int, body string) Response {
	return Response{Status: status, Body: []byte(body)}.With("Content-Type", "text/plain;charset=UTF-8")
}

// NoContent is a 204 without a body.
func NoContent() Response { return Response{Status: http.StatusNoContent} }
