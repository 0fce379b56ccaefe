package provider

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// reader holds what one service's block and the environment say. What is wrong in a block with
// credentials is an error at once. Anything else becomes one only where something uses the service:
// neither a stray variable nor a module that passes null credentials is meant to configure it.
type reader struct {
	block     block
	values    map[string]string
	former    []string
	given     []string // credentials that have a value
	strict    bool
	allowHTTP bool
	problems  []string
	diags     *diag.Diagnostics
}

// read takes a block whose values are all known. It drops blanks and line breaks at the ends of
// texts, which files and secret stores add.
func (s settings) read(b block, object types.Object, diags *diag.Diagnostics) *reader {
	r := &reader{block: b, values: map[string]string{}, allowHTTP: s.allowHTTP, diags: diags}
	written := object.Attributes()
	text := func(name string) types.String {
		value, _ := written[name].(types.String) // null without a block
		return value
	}
	inBlock := slices.ContainsFunc(b.arguments, func(a argument) bool { return a.credential() && !text(a.name).IsNull() })
	for _, a := range b.arguments {
		value := text(a.name)
		if value.IsNull() && a.variable != "" && (a.kind == setting || !inBlock) {
			value = types.StringValue(s.getenv(a.variable))
		}
		r.values[a.name] = strings.TrimSpace(value.ValueString())
		if a.credential() && r.values[a.name] != "" {
			r.given = append(r.given, a.name)
		}
	}
	if former, ok := written["former_endpoints"].(types.List); ok {
		for _, element := range former.Elements() {
			address, _ := element.(types.String)
			r.former = append(r.former, strings.TrimSpace(address.ValueString()))
		}
	}
	r.strict = !object.IsNull() && len(r.given) > 0
	r.check()
	return r
}

func (r *reader) check() {
	for _, name := range r.given {
		if strings.ContainsFunc(r.values[name], func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }) {
			r.problem(name, name+" has a blank or a line break inside. Check how it was copied.")
		}
	}
	for name, choices := range r.block.choices {
		if value := r.values[name]; value != "" && !slices.Contains(choices, value) {
			r.problem(name, fmt.Sprintf("%s is %q. Use %s (%s).", name, value, strings.Join(choices, " or "), r.block.variables(name)))
		}
	}
	for i, address := range r.former {
		if problem := addressProblem(fmt.Sprintf("former_endpoints[%d]", i), address, true); problem != "" {
			r.problem("former_endpoints", problem)
		}
		r.former[i] = transport.NormalEndpoint(address)
	}
}

func (r *reader) problem(argument, text string) {
	r.problems = append(r.problems, text)
	if r.strict {
		r.diags.AddAttributeError(path.Root(r.block.name).AtName(argument), fmt.Sprintf("Cannot use the provider's %s block", r.block.name), text)
	}
}

// missing says why the service cannot be used; empty if it can.
func (r *reader) missing() string { return strings.Join(r.problems, "\n") }

func (r *reader) required(name string) string {
	if r.values[name] == "" {
		r.problem(name, fmt.Sprintf("Set %s.%s, or %s in the environment.", r.block.name, name, r.block.variables(name)))
	}
	return r.values[name]
}

// address checks a URL before anything is sent to it, and keeps its normal spelling.
func (r *reader) address(name, standard string) string {
	if value := r.values[name]; value == "" {
		r.values[name] = standard
	} else if problem := addressProblem(name, value, r.allowHTTP); problem != "" {
		r.problem(name, problem)
	} else {
		r.values[name] = transport.NormalEndpoint(value)
	}
	return r.values[name]
}

func addressProblem(name, value string, allowHTTP bool) string {
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil:
		return name + " holds a user name or password. Take them out of the URL and use the arguments for credentials."
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return fmt.Sprintf("%s is %q, which is not a URL. Write it in full, such as https://host/path.", name, value)
	case u.RawQuery != "" || u.Fragment != "":
		return fmt.Sprintf("%s is %q. Remove everything from ? or # on.", name, value)
	case u.Scheme == "http" && !allowHTTP && !loopback(u.Hostname()):
		return fmt.Sprintf("%s is %q, and plain http would send credentials in clear text. "+
			"Use https, or set allow_insecure_http = true in the provider block if the network is trusted.", name, value)
	}
	return ""
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// credentials returns those of the one way whose arguments are given.
func (r *reader) credentials() transport.Credentials {
	var given []way
	for _, w := range r.block.ways {
		if slices.ContainsFunc(w.arguments, func(name string) bool { return slices.Contains(r.given, name) }) {
			given = append(given, w)
		}
	}
	if len(given) != 1 {
		text, argument := "No credentials are given. Set ", r.block.ways[0].arguments[0]
		if len(given) > 1 {
			text, argument = "More than one kind of credentials is given. Set only ", given[1].arguments[0]
		}
		r.problem(argument, text+r.block.choice()+".")
		return transport.Credentials{}
	}
	for _, name := range given[0].arguments {
		if r.values[name] == "" {
			r.problem(name, fmt.Sprintf("%s is given without %s. Credentials are taken as a group: give both in the block, or both in the environment (%s).%s",
				r.given[0], name, r.block.variables(given[0].arguments...), given[0].hint))
		}
	}
	return given[0].credentials(r.values)
}
