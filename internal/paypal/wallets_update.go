package paypal

import "context"

// Update changes a wallet of this run, with an outcome that is known where that can be. It returns
// [ErrAdopted] for one that this run has adopted, and an error that [IsNameTaken] recognises if
// another wallet has the new name.
func (w *Wallets) Update(ctx context.Context, ref WalletRef, update WalletUpdate) (Wallet, error) {
	newKey := ""
	if name := textOf(update.Name.value); name != "" && name != ref.Name {
		newKey = WalletRef{ExternalCustomerID: ref.ExternalCustomerID, Currency: ref.Currency, Name: name}.key()
	}
	changed, err := w.named(ref).Change(ctx, ref.ID, newKey, func(ctx context.Context) (Wallet, error) {
		changed, err := w.putOnce(ctx, ref.ID, update)
		if err == nil {
			w.memory.learnCurrency(ref.ID, ref.Currency)
		}
		return changed, err
	})
	if err == nil && newKey != "" {
		w.memory.learnRename(ref)
	}
	return changed, err
}

// putOnce repeats an ambiguous update once, and only if the wallet does not show it: rules that are
// sent twice start twice (contract: wallets 2.2, Update).
func (w *Wallets) putOnce(ctx context.Context, id string, update WalletUpdate) (Wallet, error) {
	for again := true; ; again = false {
		changed, err := w.put(ctx, id, update)
		if !IsAmbiguous(err) {
			return changed, err
		}
		shown, readErr := w.Get(ctx, id)
		if readErr == nil && len(update.Differences(shown)) == 0 {
			return shown, nil
		}
		if readErr != nil || !again {
			return Wallet{}, err
		}
	}
}

// Leave says that a wallet is about to be changed or terminated: until done is called, no wallet is
// made under its natural key in this run, and this one is never adopted. ok is false if this run
// has adopted it already: its successor has taken it over, and terminating it would terminate that
// one.
func (w *Wallets) Leave(ref WalletRef) (done func(), ok bool) { return w.named(ref).Leave(ref.ID) }

// Delete terminates a wallet for good, or finds it terminated or gone, and frees its natural key.
// What credits it holds are stranded. It returns [ErrAdopted] for one that this run has adopted.
func (w *Wallets) Delete(ctx context.Context, ref WalletRef) error {
	err := w.named(ref).Delete(ctx, ref.ID)
	if err == nil {
		w.memory.learnEnd(ref)
	}
	return err
}

// Forget frees the natural key of a wallet that was found terminated or gone.
func (w *Wallets) Forget(ref WalletRef) {
	w.memory.learnEnd(ref)
	w.named(ref).Deleted(ref.ID)
}
