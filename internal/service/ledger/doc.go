// Package ledger is mint_wallet_transaction: the resource that posts credits to a
// wallet, or voids them, exactly once, and the data sources that read a wallet's
// ledger (contract: wallets 3).
//
// A resource is one posting, which the service may book as two transactions; a
// data source shows the transactions themselves. What was posted is never changed
// and never posted again; what is new gets a new reference.
//
// Out of scope: the wallets, and how a posting is looked up (package paypal).
package ledger
