package functions

import (
	"fmt"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/pricing"
)

// mostMonths is how far an offset may go, in either direction.
const mostMonths = 12 * 9999

var billingMonthTypes = map[string]attr.Type{
	"billing_month": types.Int64Type,
	"billing_year":  types.Int64Type,
}

var billingMonth = answered{name: "billing_month", answer: answerBillingMonth, definition: function.Definition{
	Summary:             "The billing month of a date, or one some months away.",
	MarkdownDescription: billingMonthText,
	Parameters: []function.Parameter{
		function.StringParameter{Name: "date", MarkdownDescription: "A time in RFC 3339 form, such as `plantimestamp()`. The month is that of its own offset."},
		function.NumberParameter{Name: "offset", MarkdownDescription: "How many months later, a whole number: `0` the month of the date, `-1` the one before."},
	},
	Return: function.ObjectReturn{AttributeTypes: billingMonthTypes},
}}

func answerBillingMonth(arguments []any) (any, error) {
	wrong := func(argument pricing.Argument, format string, values ...any) (any, error) {
		return nil, &pricing.Error{Argument: argument, Text: fmt.Sprintf(format, values...)}
	}
	date, _ := arguments[0].(string)
	given := fwtypes.NewRFC3339Value(date)
	if problem := refusal(given); problem != "" {
		return wrong(0, "%s", problem)
	}
	text := fmt.Sprint(arguments[1])
	offset, err := strconv.Atoi(text)
	if err != nil || offset < -mostMonths || offset > mostMonths {
		return wrong(1, "%s is not a whole number of months, from -%d to %d.", short(text), mostMonths, mostMonths)
	}
	// From the first of the month: a month after the 31st of January is not the 3rd of March.
	at := given.Time()
	month := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, offset, 0)
	if month.Year() < 1000 || month.Year() > 9999 {
		return wrong(1, "%d months from %s is in the year %d, and years go from 1000 to 9999.", offset, date, month.Year())
	}
	return map[string]any{"billing_month": int(month.Month()), "billing_year": month.Year()}, nil
}
