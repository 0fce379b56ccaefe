package rateplan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

const goldID = pkg + "_gold"

// publishedPlan is a published plan with bands, in the state of tf.
func publishedPlan(t *testing.T, e *acctest.Env) (*acctest.Terraform, acctest.Attrs) {
	t.Helper()
	tf := e.Terraform(typeName)
	config := with(banded("0.05", "0.025"), "published", true, "set_up_fee", "10", "description", "The best")
	succeed(t, tf.Apply(config), acctest.Create)
	e.Server.ResetJournal()
	return tf, config
}

// onlyReads fails if anything but a refresh was sent.
func onlyReads(t *testing.T, e *acctest.Env) {
	t.Helper()
	for _, request := range e.Server.Journal() {
		if request.Method != "GET" {
			t.Errorf("sent %s", request)
		}
	}
}

func TestPublished_changesAreRefused(t *testing.T) {
	t.Parallel()
	detail := func(config acctest.Attrs, more ...any) acctest.Attrs {
		details, _ := config["rate_plan_details"].([]any)
		first, _ := details[0].(acctest.Attrs)
		return with(config, "rate_plan_details", []any{with(first, more...)})
	}
	e := start(t)
	tf, config := publishedPlan(t, e)
	for name, tt := range map[string]struct {
		change func(acctest.Attrs) acctest.Attrs
		says   string // names of the attributes
	}{
		"back to draft": {func(c acctest.Attrs) acctest.Attrs { return with(c, "published", false) }, "published"},
		"display name":  {func(c acctest.Attrs) acctest.Attrs { return with(c, "display_name", "Other") }, "display_name"},
		"description":   {func(c acctest.Attrs) acctest.Attrs { return with(c, "description", "Other") }, "description"},
		"fee":           {func(c acctest.Attrs) acctest.Attrs { return with(c, "set_up_fee", "10.0001") }, "set_up_fee"},
		"a new fee":     {func(c acctest.Attrs) acctest.Attrs { return with(c, "recurring_fee", "1") }, "recurring_fee"},
		"start":         {func(c acctest.Attrs) acctest.Attrs { return with(c, "start_date", "2025-07-02") }, "start_date"},
		"currency":      {func(c acctest.Attrs) acctest.Attrs { return with(c, "currency", "EUR") }, "currency"},
		"private":       {func(c acctest.Attrs) acctest.Attrs { return with(c, "private", true) }, "private"},
		"a rate": {func(c acctest.Attrs) acctest.Attrs {
			return with(c, "rate_plan_details", banded("0.05", "0.02")["rate_plan_details"])
		}, "rate_plan_details"},
		"no details":  {func(c acctest.Attrs) acctest.Attrs { return with(c, "rate_plan_details", []any{}) }, "rate_plan_details"},
		"a product":   {func(c acctest.Attrs) acctest.Attrs { return detail(c, "product_id", "messaging") }, "rate_plan_details"},
		"aggregation": {func(c acctest.Attrs) acctest.Attrs { return detail(c, "aggregate_transactions", false) }, "rate_plan_details"},
		"for somebody": {func(c acctest.Attrs) acctest.Attrs {
			return with(c, "type", "DEVELOPER", "developer_id", acctest.Postpaid)
		}, "developer_id, type"},
		"name":    {func(c acctest.Attrs) acctest.Attrs { return with(c, "name", "Platinum") }, "name"},
		"package": {func(c acctest.Attrs) acctest.Attrs { return with(c, "monetization_package_id", "other") }, "monetization_package_id"},
		"parent":  {func(c acctest.Attrs) acctest.Attrs { return with(c, "parent_rate_plan_id", "p") }, "parent_rate_plan_id"},
		"an end with something else": {func(c acctest.Attrs) acctest.Attrs {
			return with(c, "end_date", "2026-01-01", "prorate", true)
		}, "prorate"},
	} {
		for _, options := range [][]acctest.Option{nil, {acctest.WithoutRefresh()}} {
			out := tf.Plan(tt.change(config), options...)
			if len(out.Errors) != 1 {
				t.Errorf("%s: errors are %q", name, out.Errors)
			}
			contains(t, out.Errors, "The rate plan Gold of package messaging_package is published and cannot change: "+tt.says+":",
				`parent_rate_plan_id = "messaging_package_gold"`, "terraform destroy -refresh=false", "name stays taken")
		}
	}
	onlyReads(t, e)
	succeed(t, tf.Plan(config), acctest.NoOp)
	succeed(t, tf.Apply(nil, acctest.WithoutRefresh()), acctest.Delete)
}

// What only looks different is no change.
func TestPublished_whatIsNoChange(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf, config := publishedPlan(t, e)
	for name, change := range map[string]func(acctest.Attrs) acctest.Attrs{
		"spelled otherwise": func(c acctest.Attrs) acctest.Attrs {
			return with(c, "currency", "usd", "start_date", "2025-07-01 00:00:00", "set_up_fee", "10.00")
		},
		"defaults written out": func(c acctest.Attrs) acctest.Attrs {
			return with(c, "type", "STANDARD", "private", false, "recurring_type", "CALENDAR", "recurring_start_unit", 1, "keep_original_start_date", false)
		},
	} {
		for _, options := range [][]acctest.Option{nil, {acctest.WithoutRefresh()}} {
			if out := tf.Plan(change(config), options...); out.Action != acctest.NoOp {
				t.Errorf("%s plans %s: %q", name, out.Action, out.Errors)
			}
		}
	}

	t.Run("another order", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf, config := publishedPlan(t, e)
		details, _ := config["rate_plan_details"].([]any)
		detail, _ := details[0].(acctest.Attrs)
		rates, _ := detail["rates"].([]any)
		turned := slices.Clone(rates)
		slices.Reverse(turned)
		config = with(config, "rate_plan_details", []any{with(detail, "rates", turned)})
		out := succeed(t, tf.Apply(config), acctest.Update)
		contains(t, out.Warnings, "Only the order of the details of the rate plan Gold of package messaging_package changes")
		onlyReads(t, e)
		succeed(t, tf.Plan(config), acctest.NoOp)
	})
}

// What the configuration lacks of a published plan is named, line by line.
func TestPublished_whatIsLeftOut(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf, config := publishedPlan(t, e)
	details, _ := config["rate_plan_details"].([]any)
	detail, _ := details[0].(acctest.Attrs)
	rates, _ := detail["rates"].([]any)
	last, _ := rates[1].(acctest.Attrs)
	for name, tt := range map[string]struct {
		config acctest.Attrs
		lines  []string
	}{
		"arguments": {without(config, "description", "set_up_fee"), []string{`description = "The best"`, `set_up_fee = "10"`}},
		"published": {without(config, "published"), []string{"published = true"}},
		"all details": {without(config, "rate_plan_details"), []string{
			`rate_plan_details = [{ aggregate_freemium_counters = true, aggregate_standard_counters = true, aggregate_transactions = true, duration = 1, duration_type = "MONTH", ` +
				`metering_type = "VOLUME", rates = [{ end_unit = "100", rate = "0.05", start_unit = "0", type = "RATECARD" }, { rate = "0.025", start_unit = "100", type = "RATECARD" }], ` +
				`rating_parameter = "VOLUME", type = "RATECARD" }]`,
		}},
		"of a detail": {with(config, "rate_plan_details", []any{without(detail, "duration", "duration_type")}), []string{
			"rate_plan_details[0].duration = 1", `rate_plan_details[0].duration_type = "MONTH"`,
		}},
		"a rate":    {with(config, "rate_plan_details", []any{with(detail, "rates", rates[:1])}), []string{`rate_plan_details[0].rates[1] = { rate = "0.025", start_unit = "100", type = "RATECARD" }`}},
		"of a rate": {with(config, "rate_plan_details", []any{with(detail, "rates", []any{rates[0], with(last, "end_unit", "7000")})}), nil},
	} {
		for _, options := range [][]acctest.Option{nil, {acctest.WithoutRefresh()}} {
			out := tf.Plan(tt.config, options...)
			if len(out.Errors) != 1 {
				t.Errorf("%s: errors are %q", name, out.Errors)
			}
			for _, line := range tt.lines {
				contains(t, out.Errors, "The plan has values that the configuration lacks. Add them:", "\n  "+line+"\n")
			}
			if len(tt.lines) == 0 {
				contains(t, out.Errors, `rate_plan_details[0].rates[1].end_unit: the plan has null, the configuration has "7000".`)
			}
		}
	}
	onlyReads(t, e)
}

func TestPublished_firstEnd(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf, config := publishedPlan(t, e)
	before := truth(t, e, goldID)
	out := succeed(t, tf.Apply(with(config, "end_date", "2025-12-31")), acctest.Update)
	if len(out.Warnings) > 0 {
		t.Errorf("warnings: %q", out.Warnings)
	}
	after := truth(t, e, goldID)
	if after.EndDate != "2025-12-31 00:00:00" {
		t.Errorf("the plan ends at %s", after.EndDate)
	}
	if before.EndDate = after.EndDate; strings.Join(ids(before), " ") != strings.Join(ids(after), " ") {
		t.Errorf("more than the end changed: %+v", after)
	}
	succeed(t, tf.Plan(with(config, "end_date", "2025-12-31 00:00:00")), acctest.NoOp)
	contains(t, tf.Plan(with(config, "end_date", "2026-01-01")).Errors, "cannot change: end_date:", "ends at 2025-12-31 already, for good")

	// The service refuses an end in the past, and says so.
	e2 := start(t)
	tf, config = publishedPlan(t, e2)
	config = with(config, "start_date", "2025-07-01", "end_date", "2025-07-01")
	e2.Server.Clock().Set(fake.Epoch.Add(30 * 24 * time.Hour))
	out = tf.Apply(config)
	contains(t, out.Errors, "Cannot change the rate plan Gold", "mint.endDateEarlierThanToday", "today or later")
	if tf.State == nil || tf.State.Attrs()["end_date"] != nil {
		t.Error("the state has an end that was refused")
	}
}

// What is unknown is not refused; once known, it is.
func TestPublished_unknown(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf, config := publishedPlan(t, e)
	for name, value := range map[string]any{"description": "The best", "set_up_fee": "10.0", "name": "Gold", "rate_plan_details": config["rate_plan_details"], "parent_rate_plan_id": nil} {
		succeed(t, tf.Apply(with(config, name, acctest.Unknown), acctest.Resolving(with(config, name, value))), acctest.Update)
	}
	onlyReads(t, e)
	for name, value := range map[string]any{"description": "Other", "set_up_fee": "11", "name": "Other", "rate_plan_details": []any{}} {
		out := tf.Apply(with(config, name, acctest.Unknown), acctest.Resolving(with(config, name, value)))
		contains(t, out.Errors, "is published and cannot change: "+name)
	}
	details, _ := config["rate_plan_details"].([]any)
	detail, _ := details[0].(acctest.Attrs)
	for _, unknown := range []any{
		[]any{acctest.Unknown},
		[]any{with(detail, "rates", acctest.Unknown)},
		[]any{with(detail, "rates", []any{acctest.Unknown, acctest.Unknown})},
		[]any{with(detail, "revenue_type", acctest.Unknown)},
	} {
		if out := tf.Plan(with(config, "rate_plan_details", unknown)); out.Failed() {
			t.Errorf("%v: %q", unknown, out.Errors)
		}
	}
	onlyReads(t, e)
}

func TestPublished_destroy(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ start, end string }{
		"in effect":     {"2025-01-01", "2025-06-15"},
		"from today":    {"2025-06-15", "2025-06-15"},
		"later today":   {"2025-06-15 18:00:00", "2025-06-15 18:00:00"},
		"not yet begun": {"2025-07-01", "2025-07-01"},
		"from tomorrow": {"2025-06-16", "2025-06-16"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := start(t)
			tf := e.Terraform(typeName)
			config := with(published(), "start_date", tt.start)
			succeed(t, tf.Apply(config), acctest.Create)
			out := succeed(t, tf.Destroy(), acctest.Delete)
			contains(t, out.Warnings, "The rate plan Gold of package messaging_package will end at "+tt.end+", not be deleted", "organization's time zone, UTC")
			if got, _, _ := strings.Cut(truth(t, e, goldID).EndDate, " 00:00:00"); got != tt.end || tf.State != nil {
				t.Errorf("the plan ends at %s, state %v", got, tf.State)
			}
			if e.Server.Count("DELETE", "") > 0 {
				t.Error("a published plan was to be deleted")
			}

			// The name is burned, and the next create says so.
			again := tf.Apply(config)
			contains(t, again.Errors, "already exists", "taken for good", "revision", "end date is", `id = "messaging_package/messaging_package_gold"`)
			if count(e) != 1 || e.Server.Count("POST", "") != 1 {
				t.Error("another plan was posted")
			}
		})
	}
}

func TestPublished_destroyTroubles(t *testing.T) {
	t.Parallel()
	t.Run("ended between plan and destroy", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf, _ := publishedPlan(t, e)
		out := succeed(t, tf.Apply(nil, acctest.Between(func() { e.Apigee.ExpireRatePlanInConsole(acctest.Organization, goldID, "2025-12-31 00:00:00") })), acctest.Delete)
		contains(t, out.Warnings, "stays as it is and ends at 2025-12-31")
		onlyReads(t, e)
	})
	t.Run("gone between plan and destroy", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf, _ := publishedPlan(t, e)
		succeed(t, tf.Apply(nil, acctest.Between(func() { e.Apigee.DeleteRatePlanInConsole(acctest.Organization, goldID) })), acctest.Delete)
	})
	t.Run("draft published between plan and destroy", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(draft()), acctest.Create)
		out := tf.Apply(nil, acctest.Between(func() { e.Apigee.PublishRatePlanInConsole(acctest.Organization, goldID) }))
		contains(t, out.Errors, "Cannot delete the rate plan Gold", "published meanwhile")
		if tf.State == nil {
			t.Fatal("a plan that was not destroyed is forgotten")
		}
		succeed(t, tf.Destroy(), acctest.Delete)
		if truth(t, e, goldID).EndDate == "" {
			t.Error("it has no end")
		}
	})
	t.Run("the zone is ahead", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf := e.Terraform(typeName)
		succeed(t, tf.Apply(with(published(), "start_date", "2025-01-01")), acctest.Create)
		e.Server.Clock().Set(fake.Epoch.Add(24 * time.Hour)) // and the provider's clock stays
		out := tf.Destroy()
		contains(t, out.Errors, "Cannot end the rate plan Gold", "the next day")
		if tf.State == nil {
			t.Error("a plan that was not ended is forgotten")
		}
	})
	t.Run("the end of the service is in the way of none", func(t *testing.T) {
		t.Parallel()
		e := start(t)
		tf, _ := publishedPlan(t, e)
		e.Server.Inject(fake.DropAfter(), fake.On("PUT", planRoute))
		succeed(t, tf.Destroy(), acctest.Delete)
		if truth(t, e, goldID).EndDate == "" {
			t.Error("it has no end")
		}
	})
}

// What would end a published plan to make room for one that could never come.
func TestPublished_isNotReplaced(t *testing.T) {
	t.Parallel()
	e := start(t)
	tf, config := publishedPlan(t, e)
	contains(t, tf.Apply(config, acctest.Replacing()).Errors, "Cannot create rate plan Gold", "its name is taken for good", "-replace")
	tf.Tainted = true
	contains(t, tf.Apply(config).Errors, "Cannot create rate plan Gold", "its name is taken for good", "untaint")
	if truth(t, e, goldID).EndDate != "" {
		t.Error("the plan was ended")
	}
	onlyReads(t, e)
	tf.Tainted = false
	succeed(t, tf.Plan(config), acctest.NoOp)
}
