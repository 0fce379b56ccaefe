package provider

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/paypal"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// settings are the provider's values that both services share.
type settings struct {
	transport.Options
	config        tftypes.Value
	getenv        func(name string) string
	allowHTTP     bool
	settleTimeout time.Duration
	batchReads    bool
}

func (p *mint) settings(config model, req provider.ConfigureRequest) settings {
	s := settings{
		Options: transport.Options{
			UserAgent:         p.userAgent(req.TerraformVersion),
			MaxRetries:        6,
			RequestsPerSecond: config.RequestsPerSecond.Decimal(),
			CACertificate:     config.CACertificate.ValueString(),
			Now:               p.now,
			Wait:              p.wait,
		},
		config:        req.Config.Raw,
		getenv:        p.getenv,
		allowHTTP:     config.AllowInsecureHTTP.ValueBool(),
		settleTimeout: 30 * time.Second,
		batchReads:    config.BatchReads.IsNull() || config.BatchReads.ValueBool(),
	}
	if !config.MaxRetries.IsNull() {
		s.MaxRetries = int(config.MaxRetries.ValueInt64())
	}
	duration := func(value types.String, into *time.Duration) {
		// Null and unknown leave the default; the schema has refused what is no duration.
		if parsed, err := time.ParseDuration(value.ValueString()); err == nil {
			*into = parsed
		}
	}
	duration(config.RequestTimeout, &s.RequestTimeout)
	duration(config.SettleTimeout, &s.settleTimeout)
	return s
}

func (p *mint) apigee(object types.Object, s settings, diags *diag.Diagnostics) fwkit.Service[*apigee.Client] {
	service := fwkit.Service[*apigee.Client]{Block: apigeeBlock.name, Unknown: s.unknown(apigeeBlock.name)}
	if service.Unknown != "" {
		return service
	}
	r := s.read(apigeeBlock, object, diags)
	organization := r.required("organization")
	s.Endpoint = r.address("endpoint", apigee.DefaultEndpoint)
	management := r.address("management_endpoint", "")
	r.address("token_url", "")
	s.Credentials = r.credentials()
	if service.Missing = r.missing(); service.Missing != "" {
		return service
	}
	connection, err := apigee.NewTransport(s.Options)
	if err != nil {
		unusable(diags, apigeeBlock, err)
		return service
	}
	months := apigee.MonthNumber
	if r.values["billing_month_format"] == "name" {
		months = apigee.MonthName
	}
	service.Account = fwkit.Account{Organization: organization, Endpoint: s.Endpoint, FormerEndpoints: r.former}
	service.Client = apigee.New(connection, organization, apigee.WithMonthFormat(months), apigee.WithBatchedReads(s.batchReads),
		apigee.WithManagementEndpoint(management),
		apigee.WithSettling(apigee.Settling{Timeout: s.settleTimeout, Now: p.now, Wait: p.wait}))
	return service
}

func (p *mint) paypal(object types.Object, s settings, diags *diag.Diagnostics) fwkit.Service[*paypal.Client] {
	service := fwkit.Service[*paypal.Client]{Block: paypalBlock.name, Unknown: s.unknown(paypalBlock.name)}
	if service.Unknown != "" {
		return service
	}
	r := s.read(paypalBlock, object, diags)
	standard := paypal.SandboxEndpoint
	if r.values["environment"] == "live" {
		standard = paypal.LiveEndpoint
	}
	s.Endpoint = paypal.BaseURL(r.address("endpoint", standard))
	r.values["endpoint"] = s.Endpoint
	s.Credentials = r.credentials()
	if service.Missing = r.missing(); service.Missing != "" {
		return service
	}
	connection, err := paypal.NewTransport(s.Options)
	if err != nil {
		unusable(diags, paypalBlock, err)
		return service
	}
	for i, former := range r.former {
		r.former[i] = paypal.BaseURL(former)
	}
	service.Account = fwkit.Account{Endpoint: s.Endpoint, ClientID: r.values["client_id"], FormerEndpoints: r.former}
	service.Client = paypal.New(connection, paypal.WithBatchedReads(s.batchReads),
		paypal.WithSettling(paypal.Settling{Timeout: s.settleTimeout, Now: p.now, Wait: p.wait}))
	return service
}

func unusable(diags *diag.Diagnostics, b block, err error) {
	diags.AddError(fmt.Sprintf("Cannot use the provider's %s block", b.name), err.Error())
}

// unknown names the first value a service's client needs that is not known yet: one in the
// service's block, or else one that all services share.
func (s settings) unknown(service string) string {
	var top map[string]tftypes.Value
	if s.config.As(&top) != nil {
		return ""
	}
	return cmp.Or(firstUnknown(service, top[service]), firstUnknown("", s.config, apigeeBlock.name, paypalBlock.name))
}

func firstUnknown(name string, value tftypes.Value, except ...string) string {
	if !value.IsKnown() {
		return name
	}
	var arguments map[string]tftypes.Value
	if value.As(&arguments) != nil {
		return ""
	}
	for _, argument := range slices.Sorted(maps.Keys(arguments)) {
		if !slices.Contains(except, argument) && !arguments[argument].IsFullyKnown() {
			return strings.TrimPrefix(name+"."+argument, ".")
		}
	}
	return ""
}

func (p *mint) userAgent(terraformVersion string) string {
	agent := fmt.Sprintf("terraform-provider-mint/%s (+terraform %s)", p.version, terraformVersion)
	if more := p.getenv("TF_APPEND_USER_AGENT"); more != "" {
		agent += " " + more
	}
	return agent
}
