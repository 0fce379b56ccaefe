package provider

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// notEmpty refuses texts without anything but blanks: variables default to them, where null is
// meant.
func notEmpty() validator.String {
	return fwtypes.TextRule("Empty value", "The value must not be empty.", func(text string) string {
		if strings.TrimSpace(text) != "" {
			return ""
		}
		return "The value is empty; leave the argument out, or set it to null."
	})
}

// positiveDuration allows durations with a unit, greater than zero.
func positiveDuration() validator.String {
	return fwtypes.TextRule("Invalid duration", "The value must be a positive number with a unit, such as 30s or 2m.", func(text string) string {
		if length, err := time.ParseDuration(text); err == nil && length > 0 {
			return ""
		}
		return fmt.Sprintf("%.60q is not a positive number with a unit; write it like \"30s\", \"2m\" or \"1m30s\".", text)
	})
}

// pemCertificates allows texts with at least one X.509 certificate in PEM form. It does not repeat
// what is no certificate: that may be a key.
func pemCertificates() validator.String {
	return fwtypes.TextRule("Invalid certificate", "The value must hold at least one certificate in PEM form.", certificatesProblem)
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
