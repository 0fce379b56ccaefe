package fwtypes

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

var rfc3339Form = form{same: sameInstant}

// KeepRFC3339 returns the plan modifier of every configurable RFC 3339 time:
// where configuration and state are the same instant, in whatever offset, the
// state's spelling is planned.
func KeepRFC3339() planmodifier.String {
	return keepSpelling{form: rfc3339Form, content: "instant"}
}

func sameInstant(a, b string) bool {
	x, err := time.Parse(time.RFC3339, a)
	if err != nil {
		return false
	}
	y, err := time.Parse(time.RFC3339, b)
	return err == nil && x.Equal(y)
}
