package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// model is the provider block.
type model struct {
	Apigee              types.Object    `tfsdk:"apigee"`
	PayPal              types.Object    `tfsdk:"paypal"`
	RequestTimeout      types.String    `tfsdk:"request_timeout"`
	MaxRetries          types.Int64     `tfsdk:"max_retries"`
	RequestsPerSecond   fwtypes.Decimal `tfsdk:"requests_per_second"`
	SettleTimeout       types.String    `tfsdk:"settle_timeout"`
	BatchReads          types.Bool      `tfsdk:"batch_reads"`
	CACertificate       types.String    `tfsdk:"ca_certificate"`
	AllowInsecureHTTP   types.Bool      `tfsdk:"allow_insecure_http"`
	ForceDestroyWallets types.Bool      `tfsdk:"force_destroy_wallets"`
}

type apigeeModel struct {
	Organization       types.String `tfsdk:"organization"`
	Endpoint           types.String `tfsdk:"endpoint"`
	Username           types.String `tfsdk:"username"`
	Password           types.String `tfsdk:"password"`
	AccessToken        types.String `tfsdk:"access_token"`
	TokenURL           types.String `tfsdk:"token_url"`
	RefreshToken       types.String `tfsdk:"refresh_token"`
	BillingMonthFormat types.String `tfsdk:"billing_month_format"`
}

type paypalModel struct {
	Environment  types.String `tfsdk:"environment"`
	Endpoint     types.String `tfsdk:"endpoint"`
	ClientID     types.String `tfsdk:"client_id"`
	ClientSecret types.String `tfsdk:"client_secret"`
	AccessToken  types.String `tfsdk:"access_token"`
}

func providerSchema() schema.Schema {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}}
	}
	secret := func(description string) schema.StringAttribute {
		attribute := text(description)
		attribute.Sensitive = true
		return attribute
	}
	choice := func(description string, values ...string) schema.StringAttribute {
		attribute := text(description)
		attribute.Validators = []validator.String{fwtypes.OneOf(values...)}
		return attribute
	}
	return schema.Schema{
		MarkdownDescription: "Manages Apigee Edge monetization and PayPal usage-based billing wallets. Amounts are exact decimals, and money is posted exactly once.",
		Attributes: map[string]schema.Attribute{
			"apigee": schema.SingleNestedAttribute{
				Optional: true,
				MarkdownDescription: "Apigee Edge monetization. Credentials are taken as a group: if this block sets `username`, `password`, `access_token` or `refresh_token`, " +
					"the environment supplies none of them. Give either `username` and `password`, or `access_token`, or `refresh_token` with `token_url`.",
				Attributes: map[string]schema.Attribute{
					"organization":  text("Name of the Apigee organization. Environment: `APIGEE_ORGANIZATION`."),
					"endpoint":      text("Base URL of the monetization API. Environment: `APIGEE_ENDPOINT`. Default: `https://api.enterprise.apigee.com/v1/mint`. For a private cloud, `https://HOST:PORT/v1/mint` of its management server."),
					"username":      text("Email of the account. Environment: `APIGEE_USERNAME`. With `password` alone it is sent as HTTP Basic; with `token_url` too, exchanged for a token."),
					"password":      secret("Password of the account. Environment: `APIGEE_PASSWORD`."),
					"access_token":  secret("OAuth2 access token, instead of `username` and `password`; the way for accounts with multi-factor authentication or SAML. Environment: `APIGEE_ACCESS_TOKEN`. It must outlive the run."),
					"token_url":     text("OAuth2 token endpoint, for example `https://login.apigee.com/oauth/token`. Environment: `APIGEE_TOKEN_URL`, read only when this block sets no credentials."),
					"refresh_token": secret("OAuth2 refresh token, exchanged for access tokens at `token_url`. Environment: `APIGEE_REFRESH_TOKEN`. A service that replaces it at every use makes it unfit here, because plan and apply are separate processes."),
					"billing_month_format": choice("How a billing month is written to the service: `number` (the documented form, counted from zero; default) or `name` (`DECEMBER`). "+
						"Months in configuration are always 1 to 12. Change it when creating an adjustment fails with an error that names this argument.", "number", "name"),
				},
			},
			"paypal": schema.SingleNestedAttribute{
				Optional: true,
				MarkdownDescription: "PayPal usage-based billing. Credentials are taken as a group: if this block sets `client_id`, `client_secret` or `access_token`, " +
					"the environment supplies none of them. Give either `client_id` and `client_secret`, or `access_token`.",
				Attributes: map[string]schema.Attribute{
					"environment":   choice("`sandbox` (default) or `live`. Environment: `PAYPAL_ENVIRONMENT`.", "sandbox", "live"),
					"endpoint":      text("Base URL of the API, without `/v1/commerce/billing`; overrides `environment`. Environment: `PAYPAL_ENDPOINT`."),
					"client_id":     text("Client id of the REST app. Environment: `PAYPAL_CLIENT_ID`."),
					"client_secret": secret("Client secret of the REST app. Environment: `PAYPAL_CLIENT_SECRET`."),
					"access_token":  secret("OAuth2 access token, instead of `client_id` and `client_secret`. Environment: `PAYPAL_ACCESS_TOKEN`. It must outlive the run."),
				},
			},
			"request_timeout": schema.StringAttribute{
				Optional: true, Validators: []validator.String{fwtypes.PositiveDuration()},
				MarkdownDescription: "How long one attempt of a request may take, such as `30s` (default) or `2m`. A request that is retried has this long for each attempt.",
			},
			"max_retries": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(0, 100)},
				MarkdownDescription: "Attempts after the first, 0 to 100; default 6. Requests that move money are repeated only where the service provably did nothing.",
			},
			"requests_per_second": schema.StringAttribute{
				Optional: true, CustomType: fwtypes.DecimalType{}, Validators: []validator.String{fwtypes.DecimalBetween("0", "100000")},
				MarkdownDescription: "Requests per second and service, with a burst of one second's worth; fractions are allowed (`0.8` is 48 per minute). Default 0: no limit on this side.",
			},
			"settle_timeout": schema.StringAttribute{
				Optional: true, Validators: []validator.String{fwtypes.PositiveDuration()},
				MarkdownDescription: "How long the provider looks for an object whose creation got no clear answer, before it stops and says so; default `30s`.",
			},
			"batch_reads": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a refresh reads many objects of one collection with a listing instead of one request each; default true.",
			},
			"ca_certificate": schema.StringAttribute{
				Optional: true, Validators: []validator.String{fwtypes.PEMCertificates()},
				MarkdownDescription: "PEM certificates of authorities to trust besides the system's, for private clouds.",
			},
			"allow_insecure_http": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Allows `http://` endpoints other than loopback addresses; default false. Credentials then travel in clear text.",
			},
			"force_destroy_wallets": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Lets every wallet that still holds credits be destroyed, deposed ones included, and the credits be lost; default false. See `force_destroy` of `mint_wallet`.",
			},
		},
	}
}
