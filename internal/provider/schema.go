package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
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

func providerSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Manages Apigee Edge monetization and PayPal usage-based billing wallets. " +
			"Amounts are exact decimals, and money is posted exactly once.",
		Attributes: map[string]schema.Attribute{
			apigeeBlock.name: apigeeBlock.attribute(),
			paypalBlock.name: paypalBlock.attribute(),
			"request_timeout": schema.StringAttribute{
				Optional: true, Validators: []validator.String{positiveDuration()},
				MarkdownDescription: "How long one attempt of a request may take. Default: `30s`.",
			},
			"max_retries": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.Between(0, 100)},
				MarkdownDescription: "Attempts after the first, 0 to 100, where repeating is safe. Default: 6.",
			},
			"requests_per_second": schema.StringAttribute{
				Optional: true, CustomType: fwtypes.DecimalType{}, Validators: []validator.String{fwtypes.DecimalBetween("0", "100000")},
				MarkdownDescription: "Most requests per second to each service, such as `0.8`. Default: 0, no limit.",
			},
			"settle_timeout": schema.StringAttribute{
				Optional: true, Validators: []validator.String{positiveDuration()},
				MarkdownDescription: "How long to look for an object after an unclear answer. Default: `30s`.",
			},
			"batch_reads": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether a refresh reads many objects with one listing. Default: true.",
			},
			"ca_certificate": schema.StringAttribute{
				Optional: true, Validators: []validator.String{pemCertificates()},
				MarkdownDescription: "PEM certificates of authorities to trust besides the system's, for private clouds.",
			},
			"allow_insecure_http": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Allows `http://` endpoints, which send credentials in clear text. Default: loopback only.",
			},
			"force_destroy_wallets": schema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Allows destroying wallets with credits, deposed ones too; the credits are lost. Default: false.",
			},
		},
	}
}

// attribute is the block's schema.
func (b block) attribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"former_endpoints": schema.ListAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "Earlier values of `endpoint`, under which objects may have been recorded.",
		},
	}
	for _, a := range b.arguments {
		text := schema.StringAttribute{
			Optional: true, Sensitive: a.kind == secret, MarkdownDescription: a.description, Validators: []validator.String{notEmpty()},
		}
		if choices := b.choices[a.name]; choices != nil {
			text.Validators = []validator.String{fwtypes.OneOf(choices...)}
		}
		if a.variable != "" {
			text.MarkdownDescription += " Environment: `" + a.variable + "`."
		}
		attributes[a.name] = text
	}
	return schema.SingleNestedAttribute{Optional: true, MarkdownDescription: b.description, Attributes: attributes}
}
