package fwkit

import (
	"fmt"
	"net/url"
	"strings"
)

// SplitLast splits an import id `first/last` at its last slash. Both parts may
// be percent-encoded; first may hold slashes. The error names form, the
// documented shape of the id such as "developer_id/currency".
func SplitLast(id, form string) (first, last string, err error) {
	return split(id, form, strings.LastIndexByte(id, '/'))
}

// SplitFirst splits an import id `first/last` at its first slash. Both parts
// may be percent-encoded; last may hold slashes. The error names form.
func SplitFirst(id, form string) (first, last string, err error) {
	return split(id, form, strings.IndexByte(id, '/'))
}

func split(id, form string, at int) (string, string, error) {
	if at < 0 {
		return "", "", fmt.Errorf("import id %q has no slash: write it as %s", id, form)
	}
	first, last := unescape(id[:at]), unescape(id[at+1:])
	if strings.TrimSpace(first) == "" || strings.TrimSpace(last) == "" {
		return "", "", fmt.Errorf("import id %q has an empty part: write it as %s", id, form)
	}
	return first, last, nil
}

// PlainID is an import id of one segment, which may be percent-encoded.
func PlainID(id string) string { return unescape(id) }

// unescape keeps a text that is not valid percent-encoding as it is: people
// type ids by hand, and a lone % is a legal character of one.
func unescape(part string) string {
	if plain, err := url.PathUnescape(part); err == nil {
		return plain
	}
	return part
}

// JoinLast builds the id that SplitLast takes apart again.
func JoinLast(first, last string) string {
	return escapePercent(first) + "/" + strings.ReplaceAll(escapePercent(last), "/", "%2F")
}

// JoinFirst builds the id that SplitFirst takes apart again.
func JoinFirst(first, last string) string {
	return strings.ReplaceAll(escapePercent(first), "/", "%2F") + "/" + escapePercent(last)
}

func escapePercent(part string) string { return strings.ReplaceAll(part, "%", "%25") }
