// Package wallet manages customers' wallets of prepaid credits (contract: wallets 2). A wallet is
// created empty, exactly once, and terminated for good: one that still holds credits is not, unless
// the configuration says so, and one that the service has terminated stays in the state until it is
// replaced on purpose. Out of scope: the credits themselves, which are entries of the ledger.
package wallet
