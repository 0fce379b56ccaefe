package functions

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// mostMonths is how far an offset may go, in either direction.
const mostMonths = 12 * 9999

type billingMonth struct{}

// NewBillingMonth returns the function billing_month.
func NewBillingMonth() function.Function { return billingMonth{} }

var billingMonthTypes = map[string]attr.Type{
	"billing_month": types.Int64Type,
	"billing_year":  types.Int64Type,
}

func (billingMonth) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "billing_month"
}

func (billingMonth) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "The billing month of a date, or one some months away.",
		MarkdownDescription: billingMonthText,
		Parameters: []function.Parameter{
			function.StringParameter{Name: "date", MarkdownDescription: "A time in RFC 3339 form, such as `plantimestamp()`. The month is that of its own offset."},
			function.NumberParameter{Name: "offset", MarkdownDescription: "How many months later, a whole number: `0` the month of the date, `-1` the one before."},
		},
		Return: function.ObjectReturn{AttributeTypes: billingMonthTypes},
	}
}

func (billingMonth) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var date string
	var offsetArgument types.Number
	if resp.Error = req.Arguments.Get(ctx, &date, &offsetArgument); resp.Error != nil {
		return
	}
	given := fwtypes.NewRFC3339Value(date)
	if wrong := refusal(given); wrong != "" {
		resp.Error = wrongArgument(0, wrong)
		return
	}
	at := given.Time()
	offset, err := strconv.Atoi(numberText(offsetArgument))
	if err != nil || offset < -mostMonths || offset > mostMonths {
		resp.Error = wrongArgument(1, fmt.Sprintf("%s is not a whole number of months, from -%d to %d.", numberText(offsetArgument), mostMonths, mostMonths))
		return
	}
	// From the first of the month: a month after the 31st of January is not the 3rd of March.
	month := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, offset, 0)
	if month.Year() < 1000 || month.Year() > 9999 {
		resp.Error = wrongArgument(1, fmt.Sprintf("%d months from %s is in the year %d, and years go from 1000 to 9999.", offset, date, month.Year()))
		return
	}
	resp.Error = resp.Result.Set(ctx, types.ObjectValueMust(billingMonthTypes, map[string]attr.Value{
		"billing_month": types.Int64Value(int64(month.Month())),
		"billing_year":  types.Int64Value(int64(month.Year())),
	}))
}
