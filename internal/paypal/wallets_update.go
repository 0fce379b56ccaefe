package paypal

import (
	"context"
	"slices"

)

// Update changes a wallet of this run, with an outcome that is known where that can be. It returns
// [ErrAdopted] for one that this run has adopted, and an error that [IsNameTaken] recognises if
// another wallet has the new name.
func (w *Wallets) Update(ctx context.Context, ref WalletRef, update WalletUpdate) (Wallet, error) {
	done, ok := w.Leave(ref)
	if !ok {
		return Wallet{}, ErrAdopted
	}
	defer done()
	to := ref
	if name := textOf(update.Name.value); name != "" {
		to.Name = name
	}
	if to != ref {
		if err := w.book(ref).Rename(ctx, ref.ID, to.key()); err != nil {
			return Wallet{}, err
		}
	}
	changed, err := w.putOnce(ctx, ref.ID, update)
	if err != nil {
		return Wallet{}, err
	}
	w.memory.learnCurrency(ref.ID, ref.Currency)
	w.book(ref).Updated(changed)
	if to != ref {
		w.memory.learnRename(ref)
	}
	return changed, nil
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
// made under its natural key in this run, and this one is never adopted. ok is false if this run has
// adopted it already: its successor has taken it over, and terminating it would terminate that one.
func (w *Wallets) Leave(ref WalletRef) (done func(), ok bool) { return w.book(ref).Leave(ref.ID) }

// Delete terminates a wallet for good, or finds it terminated or gone, and frees its natural key.
// What credits it holds are stranded. Call [Wallets.Leave] first.
func (w *Wallets) Delete(ctx context.Context, ref WalletRef) error {
	if err := w.terminate(ctx, ref.ID); err != nil && !w.isOver(ctx, ref) {
		return err
	}
	w.Forget(ref)
	return nil
}

// Forget frees the natural key of a wallet that was found terminated or gone.
func (w *Wallets) Forget(ref WalletRef) {
	w.memory.learnEnd(ref)
	w.book(ref).Deleted(ref.ID)
}

// isOver reports whether a wallet is terminated, or neither found nor listed: one answer that it is
// not found is not enough to give up a wallet that may hold credits.
func (w *Wallets) isOver(ctx context.Context, ref WalletRef) bool {
	shown, err := w.Get(ctx, ref.ID)
	if !IsNotFound(err) {
		return err == nil && shown.Status == WalletTerminated
	}
	wallets, err := w.List(ctx, ref.ExternalCustomerID)
	if err != nil {
		return IsNotFound(err)
	}
	return !slices.ContainsFunc(wallets, func(listed Wallet) bool { return listed.ID == ref.ID && listed.Status != WalletTerminated })
}

