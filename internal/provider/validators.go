package provider

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

var _ validator.String = textRule{}

// textRule is one condition on a text. It is quiet about null and unknown.
type textRule struct {
	summary     string
	description string
	problem     func(text string) string // with the remedy, "" if the text is fine
}

func (r textRule) Description(context.Context) string { return r.description }

func (r textRule) MarkdownDescription(context.Context) string { return r.description }

func (r textRule) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if problem := r.problem(req.ConfigValue.ValueString()); problem != "" {
		resp.Diagnostics.AddAttributeError(req.Path, r.summary, fmt.Sprintf("%s: %s", req.Path, problem))
	}
}

// notEmpty refuses texts without anything but blanks: variables default to them, where null is
// meant.
func notEmpty() validator.String {
	return textRule{
		summary:     "Empty value",
		description: "The value must not be empty.",
		problem: func(text string) string {
			if strings.TrimSpace(text) != "" {
				return ""
			}
			return "The value is empty; leave the argument out, or set it to null."
		},
	}
}

// positiveDuration allows durations with a unit, greater than zero.
func positiveDuration() validator.String {
	return textRule{
		summary:     "Invalid duration",
		description: "The value must be a positive number with a unit, such as 30s or 2m.",
		problem: func(text string) string {
			if length, err := time.ParseDuration(text); err == nil && length > 0 {
				return ""
			}
			return fmt.Sprintf("%.60q is not a positive number with a unit; write it like \"30s\", \"2m\" or \"1m30s\".", text)
		},
	}
}

// pemCertificates allows texts with at least one X.509 certificate in PEM form. It does not repeat
// what is no certificate: that may be a key.
func pemCertificates() validator.String {
	return textRule{
		summary:     "Invalid certificate",
		description: "The value must hold at least one certificate in PEM form.",
		problem:     certificatesProblem,
	}
}

func certificatesProblem(text string) string {
	const remedy = "give the content of the authority's file, such as file(\"ca.pem\"), which begins with -----BEGIN CERTIFICATE-----."
	var problem string
	for rest := []byte(text); ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			problem = fmt.Sprintf("It holds a block of type %.60q and no certificate; %s", block.Type, remedy)
			continue
		}
		_, err := x509.ParseCertificate(block.Bytes)
		if err == nil {
			return ""
		}
		problem = fmt.Sprintf("Its certificate cannot be read (%s); %s", err, remedy)
	}
	switch {
	case problem != "":
		return problem
	case strings.TrimSpace(text) == "":
		return "It is empty; leave the argument out, or " + remedy
	case !strings.Contains(strings.TrimSpace(text), "\n"):
		return "It holds no PEM certificate but a single line, like the name of a file; " + remedy
	default:
		return "It holds no PEM certificate; " + remedy
	}
}
