package developer

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// indefinite is how long a suspension lasts that ends by itself never (contract: apigee-neighbours
// 9).
const indefinite = 2500 * 24 * time.Hour

type suspensionModel struct {
	ID          types.String    `tfsdk:"id"`
	DeveloperID types.String    `tfsdk:"developer_id"`
	ProductID   types.String    `tfsdk:"product_id"`
	ReasonCode  types.String    `tfsdk:"reason_code"`
	Message     types.String    `tfsdk:"message"`
	SuspendedAt fwtypes.RFC3339 `tfsdk:"suspended_at"`
	EndsAt      fwtypes.RFC3339 `tfsdk:"ends_at"`
}

// NewSuspendedDataSource returns the data source mint_suspended_developers.
func NewSuspendedDataSource() datasource.DataSource {
	return fwkit.NewListDataSource(fwkit.Collection[*apigee.Client, apigee.SuspendedDeveloper, suspensionModel]{
		TypeName: "mint_suspended_developers", About: "All developers whose calls are refused, with the reason. Raising a credit limit does not lift a suspension.",
		Name: "suspended_developers", AboutList: "The suspensions, in the order of the service; empty when there are none.", Attributes: suspensionAttributes,
		List: func(ctx context.Context, c *apigee.Client) ([]apigee.SuspendedDeveloper, error) {
			return c.SuspendedDevelopers.List(ctx)
		},
		Show: func(_ *apigee.Client, s apigee.SuspendedDeveloper) suspensionModel { return flattenSuspension(s) },
	})
}

func suspensionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           schema.StringAttribute{Computed: true, MarkdownDescription: "Id of the suspension."},
		"developer_id": schema.StringAttribute{Computed: true, MarkdownDescription: "UUID or email of the developer, as the service names it."},
		"product_id":   schema.StringAttribute{Computed: true, MarkdownDescription: "API product whose calls are refused. Null: all products."},
		"reason_code":  schema.StringAttribute{Computed: true, MarkdownDescription: "`INSUFFICIENT_FUNDS`, `LIMIT_VIOLATED`, `NO_CURRENT_PUBLISHABLE_ENTITY` or `RATE_PLAN_RATE_BAND_EXCEEDED`."},
		"message":      schema.StringAttribute{Computed: true, MarkdownDescription: "The reason in words."},
		"suspended_at": schema.StringAttribute{Computed: true, CustomType: fwtypes.RFC3339Type{}, MarkdownDescription: "When it began, in RFC 3339."},
		"ends_at":      schema.StringAttribute{Computed: true, CustomType: fwtypes.RFC3339Type{}, MarkdownDescription: "When it ends by itself, in RFC 3339. Null: not by itself."},
	}
}

func flattenSuspension(s apigee.SuspendedDeveloper) suspensionModel {
	m := suspensionModel{
		ID: fwkit.TextOrNull(s.ID), DeveloperID: fwkit.TextOrNull(s.Developer), ProductID: fwkit.TextOrNull(s.Product),
		ReasonCode: fwkit.TextOrNull(s.ReasonCode), Message: fwkit.TextOrNull(s.Message),
	}
	if s.CreationDate.Value == nil {
		return m
	}
	began := instant(*s.CreationDate.Value)
	m.SuspendedAt = fwtypes.NewRFC3339Value(began.Format(time.RFC3339))
	if ttl := s.TTL.Value; ttl != nil && *ttl > 0 && *ttl < int64(indefinite/time.Second) {
		m.EndsAt = fwtypes.NewRFC3339Value(began.Add(time.Duration(*ttl) * time.Second).Format(time.RFC3339))
	}
	return m
}

// instant reads a time since 1970 in seconds or, where that would be millennia, in milliseconds.
func instant(epoch int64) time.Time {
	const farFuture = 100_000_000_000
	if epoch >= farFuture {
		return time.UnixMilli(epoch).UTC()
	}
	return time.Unix(epoch, 0).UTC()
}
