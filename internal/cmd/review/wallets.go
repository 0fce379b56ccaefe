package main

import (
	"fmt"
	"slices"
	"strings"
)

const (
	entryIsFinal     = "An entry of a ledger cannot be changed or deleted."
	voidIsFinal      = "A void returns neither credits nor money."
	endedWalletFinal = "A terminated wallet cannot be opened again, and its credits are lost."
)

// wallet reviews a wallet: it is created empty, so what moves is what its rules buy at once and
// what it holds in the end.
func (r *review) wallet(s step) []effect {
	now := s.now()
	e := effect{Address: s.Address, Object: walletTitle(now), Currency: now.currency("currency")}
	switch {
	case s.before == nil:
		e.Kind = "wallet_created"
		e.note("Empty; one credit is worth %s %s.", now.amount("rate_amount"), e.Currency)
		e.expiry(s)
		return append([]effect{e}, r.rules(s, zero)...)
	case s.after == nil:
		return []effect{r.forfeited(s, e)}
	}
	e.Kind = "wallet_changed"
	e.expiry(s)
	const rules = "recurring_transaction_rules"
	if _, whole := s.after.list(rules); whole && fmt.Sprint(s.Change.Before[rules]) == fmt.Sprint(s.Change.After[rules]) {
		return []effect{e}
	}
	e.note("All its rules start again, and those that are due fire at once.")
	return append([]effect{e}, r.rules(s, r.standing.balance(s.before.text("id"), "net_balance_credits"))...)
}

// expiry notes when credits will be lost, where that changes.
func (e *effect) expiry(s step) {
	switch before, after := s.before.text("expiration_at"), s.after.text("expiration_at"); {
	case before == after:
	case after == "":
		e.note("It no longer expires.")
	default:
		e.note("It expires at %s, and the credits that are left then are lost.", after)
	}
}

func walletTitle(v values) string {
	return fmt.Sprintf("Wallet %s of customer %s", quoted(v.text("name")), v.text("external_customer_id"))
}

// quoted is a name in quotes, unless there is none to show.
func quoted(name string) string {
	if name == notKnown || name == notShown {
		return "(name " + name + ")"
	}
	return fmt.Sprintf("%q", name)
}

// balance is what a data source says about a wallet.
func (s standing) balance(id, attribute string) amount {
	balance := s.wallets[id].amount(attribute)
	if balance.status == absent {
		return amount{status: unknown}
	}
	return balance
}

// rules are the automatic top-ups of a wallet that will have the given balance.
func (r *review) rules(s step, balance amount) []effect {
	rules, whole := s.after.list("recurring_transaction_rules")
	var effects []effect
	add := func(change amount, note string) {
		e := effect{Kind: creditsDue, Address: s.Address, Object: "Rule of " + lowerFirst(walletTitle(s.after)), Currency: s.after.currency("currency"), Change: change}
		e.Worth = change.times(s.after.amount("rate_amount"))
		if change.status != absent {
			e.Irreversible = "What a rule has bought cannot be returned."
		}
		e.Notes = []string{note}
		effects = append(effects, e)
	}
	if !whole {
		add(amount{status: unknown}, "Its rules are not known yet, or not shown.")
	}
	for _, rule := range rules {
		each := rule.amount("paid_credits").orZero().plus(rule.amount("granted_credits").orZero())
		adds := each.String() + " credits"
		if rule.text("method") == "TARGET" {
			each = rule.amount("target_ongoing_balance").minus(balance)
			adds = "up to " + rule.amount("target_ongoing_balance").String() + " credits"
		}
		threshold := rule.amount("threshold_credits")
		switch short := threshold.minus(balance); {
		case rule.text("trigger") == "INTERVAL":
			add(amount{}, fmt.Sprintf("Buys %s %s, without Terraform.", adds, strings.ToLower(rule.text("interval"))))
		case short.status == known && !short.value.IsPositive():
			add(amount{}, fmt.Sprintf("Buys %s whenever fewer than %s are left, without Terraform.", adds, threshold))
		case short.status == known && each.status == known && each.value.GreaterThanOrEqual(short.value):
			add(each, fmt.Sprintf("Due at once: the wallet has %s credits, fewer than %s. It buys %s each time.", balance, threshold, adds))
		default:
			add(amount{status: max(unknown, each.status, short.status)}, fmt.Sprintf("Buys %s whenever fewer than %s are left, at once too, and again until there are.", adds, threshold))
		}
	}
	return effects
}

// forfeited is what is lost with a wallet. Its entries say what was posted, not what was used.
func (r *review) forfeited(s step, e effect) effect {
	e.Kind = creditsForfeited
	if status := s.before.text("status"); status == "TERMINATED" {
		e.note("It is terminated already.")
		return e
	}
	e.Irreversible = endedWalletFinal
	id := s.before.text("id")
	e.Change = r.standing.balance(id, "available_credits")
	posted, pending := zero, zero
	entries := r.standing.entries[id]
	for _, entry := range entries {
		posted, pending = posted.plus(moved(entry, "")), pending.plus(moved(entry, "PENDING"))
	}
	for _, c := range r.standing.changes {
		entry := c.before()
		if c.Type == entryType && slices.Contains(c.Change.Actions, "delete") && entry.text("wallet_id") == id && entry.text("on_destroy") == "void" {
			e.Change = e.Change.minus(moved(entry, "SETTLED")) // taken back before
		}
	}
	switch {
	case e.Change.status == known:
		e.note("The wallet holds so many credits, by the look-up in the plan.")
	case len(entries) > 0:
		e.note("Its entries in the state add up to %s credits. What was used, and what others posted, is not known; the data source mint_wallet has the balance.", posted)
	default:
		e.note("The data source mint_wallet has the balance.")
	}
	if pending.positive() {
		e.note("Further credits were sold and are not paid yet: %s.", pending)
	}
	if force, isKnown := s.before.is("force_destroy"); isKnown && !force {
		e.note("Refused while it holds credits, since force_destroy is not applied, unless the provider has force_destroy_wallets.")
	}
	e.Worth = e.Change.times(s.before.amount("rate_amount"))
	return e
}

// moved is what the transactions of an entry added to its wallet, or only those of one payment
// status.
func moved(entry values, paymentStatus string) amount {
	transactions, whole := entry.list("transactions")
	for _, asked := range []string{"paid_credits", "granted_credits", "credits_to_void"} {
		if entry.amount(asked).status == hidden { // the service's answer would tell it
			return amount{status: hidden}
		}
	}
	total := zero
	for _, t := range transactions {
		status := t.text("payment_status")
		switch {
		case status == "FAILED" || paymentStatus != "" && status != paymentStatus:
		case t.text("transaction_type") == "INBOUND":
			total = total.plus(t.amount("credits"))
		case paymentStatus == "":
			total = total.minus(t.amount("credits"))
		}
	}
	if !whole {
		return amount{status: unknown}
	}
	return total
}

// entry reviews an entry of a ledger.
func (r *review) entry(s step) []effect {
	now := s.now()
	wallet := r.standing.refer(s.resourceChange, now, "wallet_id", walletType, r.standing.wallets)
	if s.before == nil {
		return posted(s.Address, now, wallet)
	}
	if s.after != nil {
		return nil // on_destroy is all that can change
	}
	e := effect{Kind: "entry_forgotten", Address: s.Address, Object: entryTitle(now, wallet)}
	switch {
	case now.text("on_destroy") != "void":
		e.Notes = []string{"Its credits stay in the wallet; Terraform only forgets the entry."}
		return []effect{e}
	case wallet.text("status") == "TERMINATED":
		e.Notes = []string{"The wallet is terminated, so nothing is taken back."}
		return []effect{e}
	}
	e.Kind, e.Currency, e.Irreversible = creditsVoided, wallet.currency("currency"), voidIsFinal
	e.Change = moved(now, "SETTLED")
	e.Worth = e.Change.times(wallet.rate())
	e.Notes = []string{"What is settled by then is taken back. Refused while a payment is pending."}
	return []effect{e}
}

func entryTitle(v, wallet values) string {
	title := fmt.Sprintf("Entry %s in ", v.text("reference"))
	switch id := v.text("wallet_id"); {
	case wallet != nil:
		return title + lowerFirst(walletTitle(wallet))
	case id == notKnown:
		return title + "a wallet that is not known yet"
	default:
		return title + "wallet " + id
	}
}

// rate is what one credit of a wallet is worth.
func (v values) rate() amount {
	if rate := v.amount("rate_amount"); rate.status != absent {
		return rate
	}
	return amount{status: unknown}
}

// posted is what an entry adds or takes, whether a resource or an action posts it.
func posted(address string, v, wallet values) []effect {
	var effects []effect
	for _, part := range []struct{ attribute, kind, irreversible string }{
		{"paid_credits", creditsPaid, entryIsFinal}, {"granted_credits", creditsGranted, entryIsFinal}, {"credits_to_void", creditsVoided, voidIsFinal},
	} {
		credits := v.amount(part.attribute)
		if credits.status == absent {
			continue
		}
		effects = append(effects, effect{
			Kind: part.kind, Address: address, Object: entryTitle(v, wallet), Currency: wallet.currency("currency"),
			Change: credits, Worth: credits.times(wallet.rate()), Irreversible: part.irreversible,
		})
	}
	return effects
}

func lowerFirst(text string) string { return strings.ToLower(text[:1]) + text[1:] }

// actions are what the actions without an amount do, and to what.
var actions = map[string]struct{ kind, object, id, irreversible, note string }{
	"mint_publish_rate_plan":   {planPublished, "Rate plan ", "id", publishingIsFinal, ""},
	"mint_expire_rate_plan":    {planEnded, "Rate plan ", "id", endIsFinal, ""},
	"mint_unsuspend_developer": {"suspension_lifted", "Developer ", "developer_id", "", "Calls that a limit had stopped are served and charged again."},
	"mint_accept_terms":        {"terms_accepted", "Developer ", "developer_id", "The service keeps an acceptance for good.", ""},
}

// invocation reviews an action.
func (r *review) invocation(a invocation) []effect {
	if a.Config == nil {
		a.Config = map[string]any{}
	}
	v := readValues(a.Config, a.Unknown, a.Sensitive)
	notes := []string{"Invoked by hand."}
	if a.Trigger.Resource != "" {
		notes[0] = "Triggered by " + a.Trigger.Resource + "."
	}
	if a.Type == "mint_wallet_top_up" || a.Type == "mint_wallet_void" {
		effects := posted(a.Address, v, r.standing.wallets[v.text("wallet_id")])
		for i := range effects {
			effects[i].Notes = notes
		}
		return effects
	}
	known, ok := actions[a.Type]
	if !ok {
		r.skip(resourceChange{Type: a.Type, Address: a.Address}, "invoke", "Not reviewed: this action is not known here.")
		return nil
	}
	e := effect{Kind: known.kind, Address: a.Address, Object: known.object + v.text(known.id), Irreversible: known.irreversible, Notes: notes}
	if known.note != "" {
		e.Notes = append(e.Notes, known.note)
	}
	if end := v.text("end_date"); end != "" {
		e.note("Ends %s.", end)
	}
	if known.kind == planPublished {
		draft := r.standing.plans[v.text("id")]
		e.Currency = draft.currency("currency")
		r.price(&e, draft, draft)
	}
	return []effect{e}
}
