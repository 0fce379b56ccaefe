package paypal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// keyIn is the natural key as seen by the book of one currency. A wallet whose currency cannot be
// learned counts in every currency: it must be refused, not overlooked.
func (w *Wallets) keyIn(found Wallet, currency string) string {
	known := w.currency(found)
	if found.Status == WalletTerminated || textOf(found.Name) == "" || known != "" && known != currency {
		return ""
	}
	return found.ref(currency).key()
}

func (w *Wallets) currency(found Wallet) string {
	if shown := found.Currency(); shown != "" {
		return strings.ToUpper(shown)
	}
	known, _ := w.memory.currency(found.ID)
	return known
}

// Create makes a wallet exactly once: it is looked up by customer, currency and name among the
// wallets that are not terminated before it is posted, and after a POST whose outcome is unknown or
// that the service refuses as a repetition. It refuses what it finds if that is not certainly the
// wallet asked for: one whose currency the service does not show, or whose status is not known here
// (contract: wallets 1.5, trap 3).
//
// A service that remembers request ids may answer with a wallet of that name which is over or
// renamed by now. That answer shows its id, which makes the request id of the next attempt another
// one: the same in each process that gets the answer. What only this process knows, such as what it
// has renamed, stays out of it: the next one could not repeat a lost request.
func (w *Wallets) Create(ctx context.Context, create WalletCreate) (once.Result[Wallet], error) {
	ref := create.ref()
	for answered := []string(nil); ; {
		var earlier []string
		result, err := w.named(ref).CreateOnce(ctx, once.Request[Wallet]{
			Key:         ref.key(),
			Differences: create.Differences,
			Refuse:      w.refuse,
			Post: func(ctx context.Context) (Wallet, error) {
				earlier = append(w.memory.formerOf(ref.keyInAnyCurrency()), answered...)
				return w.postOnce(ctx, create, earlier)
			},
		})
		_, unsettled := errors.AsType[*once.UnsettledError](err)
		replay, replayed := errors.AsType[*once.ReplayError](err)
		if !replayed || unsettled {
			return result, err
		}
		if slices.Contains(earlier, replay.ID) {
			return result, fmt.Errorf("%w; %s", err, rememberedRequest)
		}
		answered = append(answered, replay.ID)
	}
}

// postOnce sends the request once. What may be an earlier wallet is read: a terminated one is a
// replay, and what cannot be read is looked up by its name, which a new one shows. A refusal as a
// repetition is one of the wallet that had the name until this run renamed it: before that none of
// the name could be made.
func (w *Wallets) postOnce(ctx context.Context, create WalletCreate, earlier []string) (Wallet, error) {
	made, repeated, err := w.post(ctx, create, create.RequestID(earlier...))
	if IsDuplicateRequest(err) {
		for _, id := range w.memory.formerOf(create.ref().key()) {
			if !slices.Contains(earlier, id) {
				return Wallet{}, &once.ReplayError{ID: id}
			}
		}
	}
	if err != nil {
		return Wallet{}, hintAtDuplicate(err, rememberedRequest)
	}
	if repeated && made.Status != WalletTerminated {
		shown, err := w.Get(ctx, made.ID)
		switch {
		case err == nil:
			made = shown
		case ctx.Err() != nil:
			// Interrupted: what was answered has to do, so that it reaches the state.
		default:
			unknown := w.client.transport.Ambiguous(transport.Request{Method: http.MethodPost, Route: walletsRoute}, fmt.Errorf("the answer is wallet %s, which cannot be read: %w", made.ID, err))
			unknown.Hint = rememberedRequest
			return Wallet{}, unknown
		}
	}
	if made.Status == WalletTerminated {
		return Wallet{}, &once.ReplayError{ID: made.ID}
	}
	if made.Currency() == "" {
		w.memory.learnCurrency(made.ID, create.Currency)
	}
	return made, nil
}

// toMatch lists a customer's wallets, with the currency of each that has to be told from a wanted
// one. A customer whom the service does not know has none: whether one can be made for them is for
// the service to say.
func (w *Wallets) toMatch(ctx context.Context, customer string) ([]Wallet, error) {
	wallets, err := w.List(ctx, customer)
	if IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for i, listed := range wallets {
		switch {
		case listed.Status == WalletTerminated:
			w.memory.learnFormer(once.Key(customer, textOf(listed.Name)), listed.ID)
		case listed.ID == "":
			return nil, fmt.Errorf("a wallet of %s is listed without an id", customer)
		case textOf(listed.Name) != "":
			if wallets[i], err = w.withCurrency(ctx, listed); err != nil {
				return nil, err
			}
		}
	}
	return wallets, nil
}

// withCurrency reads a listed wallet whose currency is not known: lists may leave the balances out
// that show it.
func (w *Wallets) withCurrency(ctx context.Context, listed Wallet) (Wallet, error) {
	if _, asked := w.memory.currency(listed.ID); asked || listed.Currency() != "" {
		return listed, nil
	}
	read, err := w.Get(ctx, listed.ID)
	if IsNotFound(err) {
		return listed, nil
	}
	if err != nil {
		return Wallet{}, err
	}
	w.memory.learnCurrency(listed.ID, read.Currency())
	return read, nil
}

func (w *Wallets) refuse(found Wallet) error {
	if w.currency(found) == "" {
		return fmt.Errorf("wallet %s of customer %s is also named %q, and the service does not show its currency, so the two cannot be told apart: use another name, or terminate that wallet if nobody uses it",
			found.ID, found.ExternalCustomerID, textOf(found.Name))
	}
	if found.Status != WalletActive && found.Status != WalletPending {
		return fmt.Errorf("wallet %s of customer %s is also named %q and has the status %s, which this version does not know: use another name",
			found.ID, found.ExternalCustomerID, textOf(found.Name), found.Status)
	}
	return nil
}

// rememberedRequest says why a wallet that is not there may be taken for one that is, and what
// helps (contract: wallets 1.5).
const rememberedRequest = "the service may remember an earlier request for a wallet of this name, which it refused, or whose wallet was terminated or renamed since; " +
	"if the error stays, choose another name, or wait until the service has forgotten that request, which may take hours or weeks"

// hintAtDuplicate adds a hint to the service's refusal of a request id that was used before.
func hintAtDuplicate(err error, hint string) error {
	if e, ok := errors.AsType[*transport.Error](err); ok && IsDuplicateRequest(err) {
		e.Hint = hint
	}
	return err
}
