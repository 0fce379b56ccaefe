// Package paypal is the typed client for the wallets of PayPal usage-based billing and their ledgers of credit
// transactions (contract: wallets).
//
// Amounts are decimals. On the wire a number of credits, and the rate, is a JSON string in plain notation and an amount
// of money is a JSON number (contract: wallets, trap 2); neither ever passes through binary floating point. Instants and
// enums stay the text the service wrote, so that a value not known here is shown and not lost.
//
// The service has no documented idempotency (trap 1). Every POST carries a PayPal-Request-Id that is the same in every
// retry and on every machine, and none relies on it: a POST whose outcome is unknown, an answer without ids included, is
// an error that [IsAmbiguous] recognises, and the caller looks for what it asked for. In a ledger that is possible
// because each posting is named in its metadata: [NewEntry] writes the name, [Entries] finds it again.
//
// Out of scope: looking up ambiguous outcomes, batching reads, the rules of a plan, and anything of Terraform.
package paypal
