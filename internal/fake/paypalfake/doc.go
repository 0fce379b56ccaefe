// Package paypalfake is a stateful stand-in for the wallets of PayPal usage-based billing, mounted
// on the fake in the parent package. It keeps customers, wallets and their ledgers, applies the
// rules and the arithmetic of the contract (contract: wallets 2 to 4), and lets a caller choose,
// through Switches, among the answers where the contract knows only guesses.
//
// Truth accessors answer with copies of what the service holds, whatever its answers show. Mutators
// are named for the act they simulate: a payment that settles, an invoice that consumes credits, a
// colleague in the console.
//
// Out of scope: taxes, invoices, payment methods, webhooks and every other entity of usage-based
// billing. Recurring rules never fire by themselves and wallets never expire by themselves:
// FireRule and ExpireWallets do that. The package shares no type with the client it is tested
// against.
package paypalfake
