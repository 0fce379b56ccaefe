package provider

import (
	"encoding/pem"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func verdict(t *testing.T, v validator.String, value types.String) string {
	t.Helper()
	var resp validator.StringResponse
	v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("text"), ConfigValue: value}, &resp)
	switch {
	case len(resp.Diagnostics) == 0:
		return ""
	case len(resp.Diagnostics) > 1 || !resp.Diagnostics.HasError():
		t.Fatalf("want one error, got %v", resp.Diagnostics)
	}
	detail, named := strings.CutPrefix(resp.Diagnostics[0].Detail(), "text: ")
	if !named {
		t.Errorf("%q does not name the argument", detail)
	}
	return detail
}

func TestNotEmpty(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a": "", " a\n": "",
		"": "The value is empty; leave the argument out, or set it to null.", " \n": "The value is empty; leave the argument out, or set it to null.",
	} {
		if detail := verdict(t, notEmpty(), types.StringValue(text)); detail != want {
			t.Errorf("%q: got %q", text, detail)
		}
	}
}

func TestPositiveDuration(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"30s", "2m", "1m30s", "0.5h", "1ns"} {
		if detail := verdict(t, positiveDuration(), types.StringValue(text)); detail != "" {
			t.Errorf("%s: %s", text, detail)
		}
	}
	for _, text := range []string{"", "30", "0s", "-5s", "soon", "30 s", "1d", "9999999h"} {
		want := strconv.Quote(text) + ` is not a positive number with a unit; write it like "30s", "2m" or "1m30s".`
		if detail := verdict(t, positiveDuration(), types.StringValue(text)); detail != want {
			t.Errorf("%q: got %q", text, detail)
		}
	}
}

func TestPEMCertificates(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(nil)
	t.Cleanup(server.Close)
	sound := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	broken := "-----BEGIN CERTIFICATE-----\naGk=\n-----END CERTIFICATE-----\n"
	key := strings.ReplaceAll(broken, "CERTIFICATE", "PRIVATE KEY")
	for _, text := range []string{sound, "# the authority\n" + sound, broken + sound, sound + key, sound + sound} {
		if detail := verdict(t, pemCertificates(), types.StringValue(text)); detail != "" {
			t.Errorf("%s\n%s", detail, text)
		}
	}
	const remedy = `give the content of the authority's file, such as file("ca.pem"), which begins with -----BEGIN CERTIFICATE-----.`
	for text, want := range map[string]string{
		"":                     "It is empty; leave the argument out, or ",
		" \n":                  "It is empty; leave the argument out, or ",
		"ca.pem":               "It holds no PEM certificate but a single line, like the name of a file; ",
		"junk\njunk":           "It holds no PEM certificate; ",
		sound[:len(sound)/2]:   "It holds no PEM certificate; ",
		broken:                 "Its certificate cannot be read (x509: malformed certificate); ",
		key:                    `It holds a block of type "PRIVATE KEY" and no certificate; `,
		key + "aGk=":           `It holds a block of type "PRIVATE KEY" and no certificate; `,
		"hunter22\n" + key[1:]: "It holds no PEM certificate; ",
	} {
		if detail := verdict(t, pemCertificates(), types.StringValue(text)); detail != want+remedy {
			t.Errorf("%q: got %q", text, detail)
		}
	}
}

func TestProviderValidators_quietAndDescribed(t *testing.T) {
	t.Parallel()
	for _, v := range []validator.String{notEmpty(), positiveDuration(), pemCertificates()} {
		for _, value := range []types.String{types.StringNull(), types.StringUnknown()} {
			if detail := verdict(t, v, value); detail != "" {
				t.Errorf("%s: %s", value, detail)
			}
		}
		if v.Description(t.Context()) == "" || v.MarkdownDescription(t.Context()) == "" {
			t.Errorf("%T does not describe itself", v)
		}
	}
}
