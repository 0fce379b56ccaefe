package transport

import (
	"bytes"
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

// problem is what the body of a refusal says, in whatever shape it is.
type problem struct {
	code, message, requestID string
	details                  []Detail
	foreign                  bool // from something in front of the service
}

// problemBody has the keys of every shape in the contracts at once; they do not collide.
type problemBody struct {
	// Contract: apigee-mint 1.9.
	Code     text         `json:"code"`
	Message  text         `json:"message"`
	Contexts []namedValue `json:"contexts"`
	Cause    struct {
		Message  text         `json:"message"`
		Contexts []namedValue `json:"contexts"`
	} `json:"cause"`
	Fault struct {
		String text `json:"faultstring"`
		Detail struct {
			Code text `json:"errorcode"`
		} `json:"detail"`
	} `json:"fault"`

	// Contract: wallets 1.4; its message is the same key.
	Name    text `json:"name"`
	DebugID text `json:"debug_id"`
	Details []struct {
		Field       text `json:"field"`
		Value       text `json:"value"`
		Location    text `json:"location"`
		Issue       text `json:"issue"`
		Description text `json:"description"`
	} `json:"details"`

	// Contract: wallets 1.2, OAuth2 endpoints.
	Error       text `json:"error"`
	Description text `json:"error_description"`
}

type namedValue struct {
	Name  text `json:"name"`
	Value text `json:"value"`
}

// text is any JSON value as one string: messages come as lists, values as numbers.
type text string

// UnmarshalJSON never fails on valid JSON.
func (t *text) UnmarshalJSON(raw []byte) error {
	parts := []string{plain(raw)}
	var many []json.RawMessage
	if json.Unmarshal(raw, &many) == nil {
		parts = parts[:0]
		for _, part := range many {
			parts = append(parts, plain(part))
		}
	}
	*t = text(strings.Join(parts, "; "))
	return nil
}

// plain is a JSON value as text. It does not look into lists: reading each of many nested ones anew takes minutes.
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

func parseProblem(body []byte) problem {
	if looksLikeHTML(body) {
		return problem{message: pageText(body), foreign: true}
	}
	var b problemBody
	if trimmed := bytes.TrimSpace(body); len(trimmed) == 0 || trimmed[0] != '{' || !json.Valid(trimmed) {
		return problem{message: string(body), foreign: len(trimmed) > 0}
	}
	// A member of an unexpected type must not cost the others, which Unmarshal still fills.
	_ = json.Unmarshal(body, &b)
	p := problem{
		code:      first(b.Code, b.Name, b.Fault.Detail.Code, b.Error),
		message:   first(b.Message, b.Description, b.Fault.String),
		requestID: string(b.DebugID),
		foreign:   b.Fault.String != "" || b.Fault.Detail.Code != "",
	}
	if cause := string(b.Cause.Message); cause != "" && cause != p.message {
		p.message = strings.TrimPrefix(p.message+": "+cause, ": ")
	}
	for _, c := range append(b.Contexts, b.Cause.Contexts...) {
		p.details = append(p.details, Detail{Field: string(c.Name), Value: string(c.Value)})
	}
	for _, d := range b.Details {
		p.details = append(p.details, Detail{
			Field: string(d.Field), Value: string(d.Value), Location: string(d.Location),
			Issue: string(d.Issue), Description: string(d.Description),
		})
	}
	p.details = p.details[:min(len(p.details), maxDetails)]
	if p.code == "" && p.message == "" && len(p.details) == 0 {
		p.message = string(body)
	}
	return p
}

func first(texts ...text) string {
	for _, t := range texts {
		if t != "" {
			return string(t)
		}
	}
	return ""
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
