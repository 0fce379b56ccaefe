// Package ledger is mint_wallet_transaction: the resource that posts entries to the ledger of a
// wallet exactly once, and the data sources that read the ledger (contract: wallets 3).
//
// The actions mint_wallet_top_up and mint_wallet_void post the same entries for nobody to keep.
//
// A resource is one entry, of which the service may make two transactions; a data source shows the
// transactions themselves. What was posted is never changed and never posted again; what is new
// gets a new reference.
//
// Out of scope: the wallets, and how an entry is looked up (package paypal).
package ledger
