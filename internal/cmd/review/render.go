package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode"
)

// titles are the words for kinds, measures and fees.
var titles = map[string]string{
	creditsPaid: "Credits sold", creditsGranted: "Credits given away", creditsVoided: "Credits taken back",
	creditsForfeited: "Wallet terminated, credits lost", creditsDue: "Automatic top-up", "entry_forgotten": "Entry forgotten",
	"wallet_created": "Wallet created", "wallet_changed": "Wallet changed",
	creditLimit: "Credit limit", defaultLimit: "Default credit limit", "minimum_top_up": "Minimum top-up", adjustment: "Bills adjusted",
	"rate_plan_drafted": "Rate plan drafted", "rate_plan_changed": "Draft of a rate plan changed", planPublished: "Rate plan published",
	"rate_plan_revised": "Rate plan revised", planEnded: "Rate plan ended", "rate_plan_deleted": "Draft of a rate plan deleted",
	"rate_plan_kept": "Rate plan left as it is", purchased: "Rate plan purchased", purchaseChanged: "Purchase changed",
	purchaseEnded: "Purchase ended", "developer_billing": "Developer's billing changed", "terms_accepted": "Terms accepted",
	"suspension_lifted": "Suspension lifted", notReviewed: "Not reviewed",
	"limits_raised": "Credit limits raised", "limits_lowered": "Credit limits lowered", "default_limits_raised": "Default credit limits raised",
	"default_limits_lowered": "Default credit limits lowered", "fees_charged": "Fees of purchases", "fees_of_ending": "Fees for ending purchases",
	"set_up_fee": "Set-up fee", "recurring_fee": "Recurring fee", "early_termination_fee": "Fee for leaving early",
}

// Title is what happens, in words.
func (e effect) Title() string { return titles[e.Kind] }

// Title is what is added up, in words.
func (s sum) Title() string {
	if s.Measure == creditsForfeited {
		return "Credits lost with wallets"
	}
	return titles[s.Measure]
}

// Credits is the number of credits of a sum with its unit, empty for money.
func (s sum) Credits(unit string) string {
	if strings.HasPrefix(s.Measure, "credits_") {
		return total(s.Amount, s.NotKnown, unit)
	}
	return ""
}

// Money is the sum in the currency, with its unit.
func (s sum) Money(unit string) string {
	if strings.HasPrefix(s.Measure, "credits_") {
		return total(s.Worth, s.WorthNotKnown, unit)
	}
	return total(s.Amount, s.NotKnown, unit)
}

// total is a sum and how many parts are not in it.
func total(sum amount, missing int, unit string) string {
	switch {
	case sum.status == hidden:
		return notShown
	case missing == 0:
		return strings.TrimSpace(sum.String() + " " + unit)
	case sum.value.IsZero():
		return notKnown
	}
	return strings.TrimSpace(sum.String()+" "+unit) + fmt.Sprintf(", and %d not known", missing)
}

// Figures are the amounts of an effect with their units.
func (e effect) Figures() string {
	currency := e.Currency
	if !printable(currency) {
		currency = "(currency " + currency + ")"
	}
	unit := map[string]string{"credits": " credits", "percent": " %", "money": " " + currency, "": ""}[e.unit()]
	switch {
	case e.unit() == "credits" && e.Change.status == absent:
		return ""
	case e.unit() == "credits" && e.Change.status > atMost:
		return e.Change.String()
	case e.unit() == "credits":
		worth := e.Worth.String() + " " + currency
		if e.Worth.status > atMost {
			worth = "worth " + e.Worth.String()
		}
		return fmt.Sprintf("%s%s (%s)", e.Change, unit, worth)
	case e.Before.status != absent || e.After.status != absent:
		before, after := orNone(e.Before.String()), e.After.String()+unit
		if e.After.status == absent {
			before, after = before+unit, "none"
		}
		if e.Change.status == absent {
			return before + " → " + after
		}
		return fmt.Sprintf("%s → %s (%s)", before, after, e.Change.Signed())
	case e.Change.status == absent:
		return ""
	case e.Change.status > atMost:
		return e.Change.String()
	}
	return e.Change.String() + unit
}

// Signed is the amount with a plus where it is above 0.
func (a amount) Signed() string {
	if a.status == known && a.value.IsPositive() {
		return "+" + a.String()
	}
	return a.String()
}

// Title is the fee in words, or the name of the usage, if it has one, and its units.
func (p priceRow) Title() string {
	switch units := grouped(p.Units) + " units"; {
	case p.Units == "":
		return titles[p.Name]
	case p.Name == "":
		return units
	default:
		return p.Name + ", " + units
	}
}

// Headline says in a sentence what to look at.
func (r *review) Headline() string {
	moves := slices.ContainsFunc(r.Effects, func(e effect) bool { return e.Figures() != "" || e.Irreversible != "" })
	later := slices.ContainsFunc(r.Effects, func(e effect) bool { return e.Kind == creditsDue })
	var concerned []string
	for _, e := range r.Effects {
		concerned = append(concerned, e.Address)
	}
	text := plural(len(slices.Compact(concerned)), "change concerns money", "changes concern money")
	switch {
	case !moves && later:
		text = "No money moves at once, but rules of wallets will buy credits"
	case !moves:
		text = "No money moves"
	}
	if n := len(r.Irreversible); n > 0 {
		text += fmt.Sprintf("; %d cannot be undone", n)
	}
	if n := len(r.NotKnown); n > 0 {
		text += "; " + plural(n, "has an amount that is", "have amounts that are") + " not known or not shown"
	}
	if n := len(r.skipped); n > 0 {
		text += "; " + plural(n, "change is", "changes are") + " not reviewed"
	}
	return text + "."
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}

// Exceeded are the limits that are exceeded, in words; empty where all are kept.
func (r *review) Exceeded() []string {
	var texts []string
	for _, v := range r.Limits {
		if v.Exceeded {
			text := fmt.Sprintf("-%s allows %s, and there are %s", v.Limit, v.Allowed, strings.TrimSpace(v.Counted+" "+v.Currency))
			if len(v.Uncounted) > 0 {
				text += "; not known or not shown, so it may be any amount: " + strings.Join(v.Uncounted, ", ")
			}
			texts = append(texts, text)
		}
	}
	return texts
}

//go:embed review.md.tmpl
var markdownText string

//go:embed review.html.tmpl
var pageText string

var markdown = template.Must(template.New("markdown").Funcs(template.FuncMap{"cell": cell, "code": code}).Parse(markdownText))

var page = htmltemplate.Must(htmltemplate.New("page").Funcs(htmltemplate.FuncMap{"whole": whole, "visible": visible}).Parse(pageText))

var group = regexp.MustCompile(` (\d{3})\b`)

// whole is a text whose numbers are not broken between their groups of digits.
func whole(text string) string { return group.ReplaceAllString(text, "\u00a0$1") }

// cell is a text that means in Markdown, in a table too, what it says.
func cell(text any) string {
	escaped := strings.NewReplacer(
		`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "[", `\[`, "]", `\]`, "|", `\|`,
		"&", "&amp;", "<", "&lt;", ">", "&gt;", "$", "<span>$</span>", // GitHub reads $x$ as a formula
	).Replace(visible(fmt.Sprint(text)))
	return mention.ReplaceAllString(escaped, "$1$2&#8203;$3")
}

// mention is what a pull request turns into a link, and notifies people of.
var mention = regexp.MustCompile(`(^|\W)([@#])(\w)`)

// visible is a text on one line, without characters that hide, or that turn around what follows.
func visible(text string) string {
	var shown strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			shown.WriteByte(' ')
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			fmt.Fprintf(&shown, "(%U)", r)
		default:
			shown.WriteRune(r)
		}
	}
	return shown.String()
}

// code is a text as code, in a table too.
func code(text string) string {
	return "`" + strings.NewReplacer("`", "'", "|", `\|`).Replace(visible(text)) + "`"
}

// render writes the review in a format.
func (r *review) render(format string, out io.Writer) error {
	switch format {
	case "html":
		return page.Execute(out, r)
	case "json":
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(r)
	default:
		return markdown.Execute(out, r)
	}
}

// Curve is the picture of prices before and after, for the page; empty where there is nothing to
// draw.
func (p *prices) Curve() (htmltemplate.HTML, error) {
	if !p.Drawn {
		return "", nil
	}
	svg, err := drawForPage(p.table)
	return htmltemplate.HTML(svg), err //nolint:gosec // the plotting library has escaped its texts
}

// final is a reason why something cannot be undone, and what it is true of.
type final struct {
	Reason    string
	Addresses []string
}

// Finals say what cannot be undone.
func (r *review) Finals() []final {
	var finals []final
	for _, e := range r.Effects {
		i := slices.IndexFunc(finals, func(f final) bool { return f.Reason == e.Irreversible })
		switch {
		case e.Irreversible == "":
		case i < 0:
			finals = append(finals, final{e.Irreversible, []string{e.Address}})
		case !slices.Contains(finals[i].Addresses, e.Address):
			finals[i].Addresses = append(finals[i].Addresses, e.Address)
		}
	}
	return finals
}

// Compared reports whether there are prices from before.
func (p *prices) Compared() bool { return p.table.before != nil }

// Priced reports whether there are prices.
func (r *review) Priced() bool {
	return slices.ContainsFunc(r.Effects, func(e effect) bool { return e.Prices != nil })
}
