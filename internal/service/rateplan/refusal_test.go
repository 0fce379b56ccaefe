package rateplan_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

func TestRatePlan_badInput(t *testing.T) {
	t.Parallel()
	detail := func(more ...any) acctest.Attrs {
		return with(draft(), "rate_plan_details", []any{with(acctest.Attrs{"type": "RATECARD"}, more...)})
	}
	rate := func(more ...any) acctest.Attrs {
		return detail("rates", []any{with(acctest.Attrs{"rate": "1"}, more...)})
	}
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"no package":             {with(draft(), "monetization_package_id", ""), []string{"monetization_package_id"}},
		"no name":                {with(draft(), "name", ""), []string{"name"}},
		"no display name":        {with(draft(), "display_name", ""), []string{"display_name"}},
		"empty description":      {with(draft(), "description", ""), []string{"description"}},
		"type":                   {with(draft(), "type", "standard"), []string{"type", "STANDARD", "case"}},
		"developer":              {with(draft(), "developer_id", acctest.Postpaid), []string{"developer_id", "does not apply to type STANDARD"}},
		"category":               {with(draft(), "type", "DEVELOPER_CATEGORY"), []string{"developer_category_id", "is required for type DEVELOPER_CATEGORY"}},
		"currency":               {with(draft(), "currency", "US D"), []string{"currency"}},
		"start":                  {with(draft(), "start_date", "2025-02-30"), []string{"start_date"}},
		"start with a zone":      {with(draft(), "start_date", "2025-02-20T07:00:00Z"), []string{"start_date", "zone"}},
		"end":                    {with(draft(), "end_date", "soon"), []string{"end_date"}},
		"end before the start":   {with(draft(), "end_date", "2025-06-30"), []string{"end_date", "ends before it starts"}},
		"fee":                    {with(draft(), "set_up_fee", "1e3"), []string{"set_up_fee"}},
		"negative fee":           {with(draft(), "recurring_fee", "-1"), []string{"recurring_fee"}},
		"five decimals":          {with(draft(), "early_termination_fee", "0.00001"), []string{"early_termination_fee", "4"}},
		"day of the month":       {with(draft(), "recurring_start_unit", 32), []string{"recurring_start_unit"}},
		"frequency":              {with(draft(), "frequency_duration", 0, "frequency_duration_type", "MONTH"), []string{"frequency_duration"}},
		"frequency type":         {with(draft(), "frequency_duration", 1, "frequency_duration_type", "MONTHS"), []string{"frequency_duration_type"}},
		"half a frequency":       {with(draft(), "frequency_duration", 1), []string{"frequency_duration_type", "frequency_duration needs frequency_duration_type"}},
		"half a contract":        {with(draft(), "contract_duration_type", "YEAR"), []string{"contract_duration", "contract_duration_type needs contract_duration"}},
		"contract":               {with(draft(), "contract_duration", -1, "contract_duration_type", "YEAR"), []string{"contract_duration"}},
		"contract type":          {with(draft(), "contract_duration", 1, "contract_duration_type", ""), []string{"contract_duration_type"}},
		"part of a free unit":    {with(draft(), "freemium_unit", "0.5"), []string{"freemium_unit", "whole"}},
		"free for a minus":       {with(draft(), "freemium_duration", -1), []string{"freemium_duration"}},
		"free for a moon":        {with(draft(), "freemium_duration_type", "MOON"), []string{"freemium_duration_type"}},
		"payment":                {with(draft(), "payment_due_days", -1), []string{"payment_due_days"}},
		"empty parent":           {with(draft(), "parent_rate_plan_id", ""), []string{"parent_rate_plan_id"}},
		"keeps no clock":         {with(draft(), "keep_original_start_date", true), []string{"keep_original_start_date", "needs parent_rate_plan_id"}},
		"null detail":            {with(draft(), "rate_plan_details", []any{nil}), []string{"rate_plan_details"}},
		"metering of another":    {detail("metering_type", "DEV_SPECIFIC"), []string{"rate_plan_details[0].metering_type", "does not fit"}},
		"rating parameter":       {detail("rating_parameter_unit", "MB"), []string{"rate_plan_details[0].rating_parameter_unit", "rating_parameter_unit needs rating_parameter"}},
		"empty rating parameter": {detail("rating_parameter", ""), []string{"rate_plan_details[0].rating_parameter"}},
		"empty product":          {detail("product_id", ""), []string{"rate_plan_details[0].product_id"}},
		"currency of a detail":   {detail("currency", "?"), []string{"rate_plan_details[0].currency"}},
		"half a duration":        {detail("duration", 1), []string{"rate_plan_details[0].duration_type"}},
		"duration":               {detail("duration", 0, "duration_type", "DAY"), []string{"rate_plan_details[0].duration"}},
		"payment of a detail":    {detail("payment_due_days", -1), []string{"rate_plan_details[0].payment_due_days"}},
		"null rate":              {detail("rates", []any{nil}), []string{"rate_plan_details[0].rates"}},
		"share on a card":        {rate("type", "REVSHARE", "rate", nil, "revshare", "10"), []string{"rate_plan_details[0].rates[0].type", "does not fit"}},
		"rate and share":         {rate("revshare", "10"), []string{"rate_plan_details[0].rates[0].revshare", "revshare cannot be set for a RATECARD rate"}},
		"no rate":                {rate("rate", nil), []string{"rate_plan_details[0].rates[0].rate", "A RATECARD rate needs rate"}},
		"negative rate":          {rate("rate", "-0.1"), []string{"rate_plan_details[0].rates[0].rate"}},
		"eleven decimals":        {rate("rate", "0.00000000001"), []string{"rate_plan_details[0].rates[0].rate", "10"}},
		"more than all":          {with(detail("type", "REVSHARE", "rates", []any{acctest.Attrs{"type": "REVSHARE", "revshare": "100.1"}})), []string{"rate_plan_details[0].rates[0].revshare"}},
		"negative start":         {rate("start_unit", "-1"), []string{"rate_plan_details[0].rates[0].start_unit"}},
		"end of a band":          {rate("end_unit", "0"), []string{"rate_plan_details[0].rates[0].end_unit"}},
		"flat bands":             {detail("rates", []any{acctest.Attrs{"rate": "1", "end_unit": "5"}, acctest.Attrs{"rate": "2", "start_unit": "5"}}), []string{"rate_plan_details[0].rates", "A flat rate has bands"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			out := e.Terraform(typeName).Apply(tt.config)
			contains(t, out.Errors, tt.want...)
			if sent := e.Server.Journal(); len(sent) > 0 {
				t.Errorf("bad input was sent: %v", sent)
			}
		})
	}
}

// What services have answered themselves is not refused: it is a warning where it is new, and
// nothing where it is in the state.
func TestRatePlan_doubtfulInput(t *testing.T) {
	t.Parallel()
	detail := func(more ...any) acctest.Attrs {
		return with(draft(), "rate_plan_details", []any{with(acctest.Attrs{"type": "RATECARD"}, more...)})
	}
	rate := func(more ...any) acctest.Attrs {
		return detail("rates", []any{with(acctest.Attrs{"rate": "1"}, more...)})
	}
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"recurring type":          {with(draft(), "recurring_type", "MONTHLY"), []string{"recurring_type"}},
		"part of free usage":      {with(draft(), "freemium_unit", 5), []string{"freemium_duration", "freemium_duration_type", "only partly configured"}},
		"detail type":             {detail("type", "NON_CHARGEABLE"), []string{"rate_plan_details[0].type"}},
		"metering type":           {detail("metering_type", "FLAT"), []string{"rate_plan_details[0].metering_type"}},
		"revenue type":            {detail("revenue_type", "ALL"), []string{"rate_plan_details[0].revenue_type"}},
		"part of free usage here": {detail("freemium_unit", 5), []string{"rate_plan_details[0].freemium_duration"}},
		"rate type":               {rate("type", "FREE"), []string{"rate_plan_details[0].rates[0].type"}},
		"first band":              {rate("start_unit", "1"), []string{"rate_plan_details[0].rates[0].start_unit", "does not start at 0"}},
		"plan type":               {with(draft(), "type", "EXCHANGE_ORGANIZATION"), []string{"type: ", `"EXCHANGE_ORGANIZATION" is not a known value`}},
		"no day of the month":     {with(draft(), "recurring_start_unit", 0), []string{"recurring_start_unit: ", "It is 0"}},
		"bands with a gap":        {detail("metering_type", "VOLUME", "rates", []any{acctest.Attrs{"rate": "2", "end_unit": "100"}, acctest.Attrs{"rate": "1", "start_unit": "101"}}), []string{"rate_plan_details[0].rates[1].start_unit: ", "do not touch"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := succeed(t, start(t).Terraform(typeName).Plan(tt.config), acctest.Create)
			contains(t, out.Warnings, append(tt.want, "The service may refuse the plan.")...)
		})
	}
}

// A value in another case is refused: no service knows two that differ in case only.
func TestRatePlan_valueInAnotherCase(t *testing.T) {
	t.Parallel()
	for at, config := range map[string]acctest.Attrs{
		"recurring_type":                     with(draft(), "recurring_type", "custom"),
		"rate_plan_details[0].type":          with(draft(), "rate_plan_details", []any{acctest.Attrs{"type": "RateCard"}}),
		"rate_plan_details[0].metering_type": with(draft(), "rate_plan_details", []any{acctest.Attrs{"metering_type": "unit"}}),
		"rate_plan_details[0].rates[1].type": with(draft(), "rate_plan_details", []any{acctest.Attrs{"metering_type": "VOLUME", "rates": []any{acctest.Attrs{"rate": "1", "end_unit": "5"}, acctest.Attrs{"type": "ratecard", "rate": "1", "start_unit": "5"}}}}),
	} {
		out := start(t).Terraform(typeName).Plan(config)
		if len(out.Errors) != 1 {
			t.Errorf("%s: errors are %q", at, out.Errors)
		}
		contains(t, out.Errors, at+": ", "case matters")
	}
}

// A value that is not of its form is not judged further.
func TestRatePlan_oneErrorAValue(t *testing.T) {
	t.Parallel()
	rates := func(first, second acctest.Attrs) acctest.Attrs {
		return with(draft(), "rate_plan_details", []any{acctest.Attrs{}, acctest.Attrs{"metering_type": "VOLUME", "rates": []any{first, second}}})
	}
	last := acctest.Attrs{"rate": "1", "start_unit": "100"}
	for at, config := range map[string]acctest.Attrs{
		"rate_plan_details[1].rates[0].rate":       rates(acctest.Attrs{"rate": "abc", "end_unit": "100"}, last),
		"rate_plan_details[1].rates[0].end_unit":   rates(acctest.Attrs{"rate": "1", "end_unit": "ten"}, last),
		"rate_plan_details[1].rates[1].start_unit": rates(acctest.Attrs{"rate": "1", "end_unit": "100"}, acctest.Attrs{"rate": "1", "start_unit": "1e2"}),
		"rate_plan_details[0].duration_type":       with(draft(), "rate_plan_details", []any{acctest.Attrs{"duration": 1, "duration_type": "month"}}),
		"freemium_unit":                            with(draft(), "freemium_unit", "some", "freemium_duration", 1, "freemium_duration_type", "MONTH"),
		"end_date":                                 with(draft(), "end_date", "1999"),
	} {
		out := start(t).Terraform(typeName).Plan(config)
		if len(out.Errors) != 1 || !strings.Contains(out.Errors[0], ": "+at+": ") && !strings.Contains(out.Errors[0], at+": ") {
			t.Errorf("%s: errors are %q", at, out.Errors)
		}
	}
}

func TestRatePlan_nullIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"description", "developer_id", "parent_rate_plan_id"} {
		contains(t, start(t).Terraform(typeName).Plan(with(draft(), at, "")).Errors, at+": must not be empty; write a value, or null")
	}
	for _, name := range []string{" Gold", "Gold ", "Go\tld", "Gold\n"} {
		contains(t, start(t).Terraform(typeName).Plan(with(draft(), "name", name)).Errors, "name: ")
		contains(t, start(t).Terraform(typeName).Plan(with(draft(), "display_name", name)).Errors, "display_name: ")
	}
}

func TestRatePlan_serviceRefusals(t *testing.T) {
	t.Parallel()
	share := []any{acctest.Attrs{"type": "REVSHARE", "rates": []any{acctest.Attrs{"type": "REVSHARE", "revshare": "10"}}}}
	for name, tt := range map[string]struct {
		config acctest.Attrs
		want   []string
	}{
		"no such package":   {with(draft(), "monetization_package_id", "nothing"), []string{"mint.resourceDoesNotExist", "monetization_package_id"}},
		"no such currency":  {with(draft(), "currency", "GBP"), []string{"mint.resourceDoesNotExist", "currency"}},
		"no such developer": {with(draft(), "type", "DEVELOPER", "developer_id", "nobody@example.com"), []string{"mint.resourceDoesNotExist", "developer_id"}},
		"no such category":  {with(draft(), "type", "DEVELOPER_CATEGORY", "developer_category_id", "none"), []string{"mint.resourceDoesNotExist", "developer_category_id"}},
		"no such product":   {with(draft(), "rate_plan_details", []any{acctest.Attrs{"type": "RATECARD", "product_id": "none"}}), []string{"mint.resourceDoesNotExist", "product_id"}},
		"share in euros":    {with(draft(), "currency", "EUR", "rate_plan_details", share), []string{"mint.invalidCurrency", "organization's own currency"}},
		"too fine a rate":   {with(draft(), "rate_plan_details", []any{acctest.Attrs{"rates": []any{acctest.Attrs{"rate": "0.00001"}}}}), []string{"mint.invalidProperty", "decimals"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			tf := e.Terraform(typeName)
			contains(t, tf.Apply(tt.config).Errors, tt.want...)
			if tf.State != nil || count(e) != 0 {
				t.Error("a plan that was refused is there")
			}
		})
	}
	t.Run("of a change", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(draft()), acctest.Create)
		contains(t, tf.Apply(with(draft(), "currency", "GBP")).Errors, "Cannot change the rate plan Gold", "Check currency")
		if got := tf.State.Attrs()["currency"]; got != "USD" {
			t.Errorf("the state has %v", got)
		}
	})
}
