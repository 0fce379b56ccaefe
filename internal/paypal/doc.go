// Package paypal is the typed client for the wallets of PayPal usage-based billing and their
// ledgers of credit transactions (contract: wallets).
//
// Amounts are decimals. On the wire a number of credits, and the rate, is a JSON string in plain
// notation and an amount of money is a JSON number (contract: wallets, trap 2); neither ever passes
// through binary floating point. Instants and enums stay the text the service wrote, so that a
// value not known here is shown and not lost.
//
// Each kind of object has a handle: [Wallets], [Transactions] and [Entries]. A transaction is the
// service's; an entry is what this provider posts, of which the service makes one or two
// transactions.
//
// The service has no documented idempotency (trap 1). Every POST carries a PayPal-Request-Id that
// is the same in every retry and on every machine, and none relies on it: Create looks an object up
// by its natural key before it posts, and again after a POST whose outcome is unknown. In a ledger
// that is possible because each entry has its reference in the metadata: [NewEntry] writes it,
// [FindEntries] finds it again.
//
// Out of scope: the rules of a plan, and anything of Terraform.
package paypal
