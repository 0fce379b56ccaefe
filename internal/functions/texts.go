package functions

const chargeText = "Says what the usage of one period costs under a rate plan, without fees, so that a plan, a `check` or a test can hold a price against a limit. " +
	"It needs no account and sends nothing. Numbers are exact: `provider::mint::charge(plan, 3).total == 0.15` is true where a unit costs 0.05.\n\n" +
	"The result is an object:\n\n" +
	"| attribute | holds |\n|---|---|\n" +
	"| `total` | what the usage costs, in the currency of the plan, not rounded |\n" +
	"| `text` | `total` with four decimals, for people |\n" +
	"| `free_units` | units that are free |\n" +
	"| `charged_units` | units that have a price |\n" +
	"| `lines` | the bands that were used: `type` (`RATECARD`), `start_unit`, `end_unit` (null without end), `units`, `rate`, `amount`; the amounts add up to `total` |\n" +
	"| `share` | the developer's share of `revenue`, null under a plan without revenue share; it is not part of `total` |\n" +
	"| `complete` | false where the usage goes beyond the last band. The units left over, `usage - free_units - charged_units`, have no price, and the service suspends the developer |\n\n" +
	"How usage is charged (`metering_type`):\n\n" +
	"* `UNIT`: units times rate.\n" +
	"* `VOLUME`: each band's units at the rate of that band. A band holds what lies above its `start_unit`, up to and including its `end_unit`.\n" +
	"* `STAIR_STEP`: the whole rate of each bundle that is begun. Usage of 0 costs 0 here; the service documents that the first bundle is charged at the start of the period, so a subscriber without usage may have to pay it.\n" +
	"* Adjustable notification (`USAGE_TARGET`) costs nothing.\n" +
	"* Revenue share: `revenue` times `revshare` percent. Give the gross or the net revenue, as `revenue_type` says.\n\n" +
	"Free units come off first: those of the detail, else those of the plan, or `free_units_left` where some are used up.\n\n" +
	"What the service does not document is an error that says so, not a guess: a revenue share in several bands; usage that is free for a period, unless `free_units_left` is given; free units in front of bands, where it matters whether they count towards them; two prices for the same usage. " +
	"Where the details differ by product, `product_id` is needed.\n\n" +
	"The result is unknown while a value that the price needs is unknown. Others do not matter, such as the `id` of a plan that is yet to be created. " +
	"Under `mock_provider`, arguments with a default are unknown unless the configuration sets them: write `type`, `metering_type` and `start_unit`, or use `bands`."

const feesText = "Returns the fees of a rate plan, in its currency. A fee that the plan does not have is 0.\n\n" +
	"| attribute | holds |\n|---|---|\n" +
	"| `set_up` | `set_up_fee`, charged once for each purchase |\n" +
	"| `recurring` | `recurring_fee`, charged every `frequency_duration` |\n" +
	"| `early_termination` | `early_termination_fee` |\n" +
	"| `first_invoice` | what a purchase costs at once: the set-up fee, and the recurring fee where `advance` is true. Null where the service prorates it, because that depends on the day of the purchase |\n\n" +
	"A fee is unknown while its argument is. What usage costs is the result of `charge`."

const bandsText = "Makes the `rates` of a detail of upper edges, so that gaps and overlaps cannot be written: the first band starts at 0, and each of the others where the one before it ends.\n\n" +
	"`bands([{ up_to = 100, rate = \"0.05\" }, { rate = \"0.02\" }])` is the same as\n\n" +
	"```terraform\n[\n" +
	"  { type = \"RATECARD\", start_unit = \"0\", end_unit = \"100\", rate = \"0.05\" },\n" +
	"  { type = \"RATECARD\", start_unit = \"100\", rate = \"0.02\" },\n" +
	"]\n```\n\n" +
	"With `up_to` in the last band too, usage beyond has no price, and the service suspends the developer there. Bands with `revshare` in place of `rate` are of type `REVSHARE`; for a detail with both, join two lists with `concat`. " +
	"Numbers in the result are text, as in the state of `mint_rate_plan`."

const billingMonthText = "Returns the `billing_month` (1 to 12) and `billing_year` of a date, or of a month before or after it, as `mint_billing_adjustment` takes them. " +
	"An offset of `-1` is the month before, the last complete one; bills of a month that is not over yet can still change.\n\n" +
	"The month is that of the date as it is written, in its own offset: `2026-02-01T00:30:00+02:00` is in February, although it is still January in UTC. `plantimestamp()` is in UTC."
