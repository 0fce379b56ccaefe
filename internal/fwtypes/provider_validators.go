package fwtypes

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
	if !known(req.ConfigValue) {
		return
	}
	if problem := r.problem(req.ConfigValue.ValueString()); problem != "" {
		refuse(&resp.Diagnostics, req.Path, r.summary, problem)
	}
}

// PositiveDuration returns a validator that allows lengths of time with a unit, such
// as 30s, greater than zero.
func PositiveDuration() validator.String {
	return textRule{
		summary:     "Not a length of time",
		description: "The value must be a positive number with a unit, such as 30s or 2m.",
		problem: func(text string) string {
			if length, err := time.ParseDuration(text); err == nil && length > 0 {
				return ""
			}
			return fmt.Sprintf("%s is no positive number with a unit; write it like \"30s\", \"2m\" or \"1m30s\".", quote(text))
		},
	}
}

// PEMCertificates returns a validator that allows texts with at least one X.509
// certificate in PEM form. What is not a certificate is not repeated: it may be a key.
func PEMCertificates() validator.String {
	return textRule{
		summary:     "Not a certificate",
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
			problem = fmt.Sprintf("It holds a block of type %s and no certificate; %s", quote(block.Type), remedy)
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
