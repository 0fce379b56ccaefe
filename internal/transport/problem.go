package transport

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"unicode"
)

const (
	maxMessage = 500
	maxField   = 200
	maxDetails = 20
)

// Problem is what a service says about a request it refused, in its own words.
type Problem struct {
	Code, Message, RequestID string
	Details                  []Detail
	// Foreign is true if the words come from something in front of the service, such as a gateway.
	Foreign bool
}

// Text is any JSON value as one text: services send a list where a message is due, and a number
// where a text is.
type Text string

// UnmarshalJSON never fails on valid JSON.
func (t *Text) UnmarshalJSON(raw []byte) error {
	parts := []string{plain(raw)}
	var many []json.RawMessage
	if json.Unmarshal(raw, &many) == nil {
		parts = parts[:0]
		for _, part := range many {
			parts = append(parts, plain(part))
		}
	}
	*t = Text(strings.Join(parts, "; "))
	return nil
}

// plain is a JSON value as text. It does not look into lists: parsing each of many nested ones anew
// takes minutes.
func plain(raw []byte) string {
	var one *string
	switch {
	case json.Unmarshal(raw, &one) != nil:
		return string(raw)
	case one == nil:
		return ""
	default:
		return *one
	}
}

// problem reads the body of a refusal. Objects are read by the service's client; what it cannot
// name may be an OAuth2 error (RFC 6749 5.2), which token endpoints and services use alike.
func (c *Client) problem(body []byte) Problem {
	if looksLikeHTML(body) {
		return Problem{Message: pageText(body), Foreign: true}
	}
	if trimmed := bytes.TrimSpace(body); len(trimmed) == 0 || trimmed[0] != '{' || !json.Valid(trimmed) {
		return Problem{Message: string(body), Foreign: len(trimmed) > 0}
	}
	p := c.options.Problem(body)
	var oauth struct {
		Error       Text `json:"error"`
		Description Text `json:"error_description"`
	}
	_ = json.Unmarshal(body, &oauth) // a Text takes any value
	p.Code, p.Message = cmp.Or(p.Code, string(oauth.Error)), cmp.Or(p.Message, string(oauth.Description))
	p.Details = p.Details[:min(len(p.Details), maxDetails)]
	if p.Code == "" && p.Message == "" && len(p.Details) == 0 {
		p.Message = string(body)
	}
	return p
}

// looksLikeHTML goes by the body: content types are set wrongly too often.
func looksLikeHTML(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
}

var (
	pageTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title`)
	unseen    = regexp.MustCompile(`(?is)<(script|style|head)\b.*?</(?:script|style|head)\b[^>]*>|<!--.*?-->`)
	tag       = regexp.MustCompile(`(?s)<[^>]*>?`)
)

// pageText is a page's title, or its text where it has none; it is not yet fit for an error.
func pageText(page []byte) string {
	page = page[:min(len(page), maxErrorBody)] // a success may be longer
	content := string(page)
	if found := pageTitle.FindSubmatch(page); found != nil && len(bytes.TrimSpace(found[1])) > 0 {
		content = string(found[1])
	}
	content = tag.ReplaceAllString(unseen.ReplaceAllString(content, " "), " ")
	return html.UnescapeString(content)
}

// clean makes a text of the service fit for an error: without secrets, on one line, not too long.
func (c *Client) clean(s string, limit int) string {
	return brief(c.secrets.redact(s), limit)
}

func brief(s string, limit int) string {
	s = strings.ToValidUTF8(s, "?")
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if runes := []rune(s); len(runes) > limit {
		s = strings.TrimSpace(string(runes[:limit])) + "..."
	}
	return s
}
