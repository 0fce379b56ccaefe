package paypal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// WalletRef is a wallet of a state: its id, and the parts of its natural key.
type WalletRef struct {
	ID, ExternalCustomerID, Currency, Name string
}

// walletBooks is what this run knows of the wallets: a book for each customer and currency, and what answers need not show.
type walletBooks struct {
	*once.Books[Wallet]

	mu         sync.Mutex
	currencies map[string]string          // by wallet id; empty where the service was asked and does not show it
	ended      map[string]map[string]bool // by customer and name: the ids of wallets that had it and are over
	renamed    map[string]map[string]bool // by natural key: the ids of wallets that had it and that this run has renamed
}

func newWalletBooks(c *Client) *walletBooks {
	b := &walletBooks{currencies: map[string]string{}, ended: map[string]map[string]bool{}, renamed: map[string]map[string]bool{}}
	b.Books = once.NewBooks(func(scope string) once.Options[Wallet] {
		currency, customer, _ := strings.Cut(scope, " ")
		return once.Options[Wallet]{
			List:          func(ctx context.Context) ([]Wallet, error) { return c.walletsToMatch(ctx, customer) },
			Key:           func(w Wallet) string { return b.key(w, currency) },
			ID:            func(w Wallet) string { return w.ID },
			Ambiguous:     lost,
			Replays:       true,
			SettleTimeout: c.settling.Timeout,
			Now:           c.settling.Now,
			Wait:          c.settling.Wait,
		}
	})
	return b
}

// of returns the book that a wallet's name is unique in.
func (b *walletBooks) of(customer, currency string) *once.Book[Wallet] {
	return b.For(strings.ToUpper(currency) + " " + customer)
}

// key is the natural key as seen by the book of one currency. A wallet whose currency cannot be learned counts in every
// currency: it must be refused, not overlooked.
func (b *walletBooks) key(w Wallet, currency string) string {
	name, known := textOf(w.Name), b.currency(w)
	if w.Status == WalletTerminated || name == "" || known != "" && known != currency {
		return ""
	}
	return once.Key(w.ExternalCustomerID, currency, name)
}

func (b *walletBooks) currency(w Wallet) string {
	if shown := w.Currency(); shown != "" {
		return strings.ToUpper(shown)
	}
	known, _ := b.learned(w.ID)
	return known
}

func (b *walletBooks) learned(id string) (currency string, asked bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	currency, asked = b.currencies[id]
	return currency, asked
}

func (b *walletBooks) learn(id, currency string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.currencies[id] = strings.ToUpper(currency)
}

// giveUp notes in ended or renamed what a wallet had.
func (b *walletBooks) giveUp(how map[string]map[string]bool, had, id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if how[had] == nil {
		how[had] = map[string]bool{}
	}
	how[had][id] = true
}

func (b *walletBooks) gaveUp(how map[string]map[string]bool, had string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Sorted(maps.Keys(how[had]))
}

// MakeWallet makes a wallet exactly once: it is looked up by customer, currency and name among the wallets that are not
// terminated before it is posted, and after a POST whose outcome is unknown or that the service refuses as a repetition. It
// refuses what it finds if that is not certainly the wallet asked for: one whose currency the service does not show, or
// whose status is not known here (contract: wallets 1.5, trap 3).
//
// A service that remembers request ids may answer with a wallet of that name which is over or renamed by now. That answer
// shows its id, which makes the request id of the next attempt another one: the same in each process that gets the answer.
// What only this process knows, such as what it has renamed, stays out of it: the next one could not repeat a lost request.
func (c *Client) MakeWallet(ctx context.Context, create WalletCreate) (once.Result[Wallet], error) {
	customer, currency := create.ExternalCustomerID, strings.ToUpper(create.Currency)
	for answered := []string(nil); ; {
		var earlier []string
		result, err := c.wallets.of(customer, currency).Create(ctx, once.Request[Wallet]{
			Key:         once.Key(customer, currency, create.Name),
			Differences: create.Differences,
			Refuse:      c.refuseWallet,
			Post: func(ctx context.Context) (Wallet, error) {
				earlier = append(c.wallets.gaveUp(c.wallets.ended, once.Key(customer, create.Name)), answered...)
				return c.postWallet(ctx, create, earlier)
			},
		})
		_, unsettled := errors.AsType[*once.UnsettledError](err)
		replay, replayed := errors.AsType[*once.ReplayError](err)
		if !replayed || unsettled {
			return result, err
		}
		if slices.Contains(earlier, replay.ID) {
			return result, fmt.Errorf("%w; %s", err, spentRequestID)
		}
		answered = append(answered, replay.ID)
	}
}

// postWallet sends the request once. What may be an earlier wallet is read: a terminated one is a replay, and what cannot be
// read is looked up by its name, which a new one shows. A refusal as a repetition is one of the wallet that had the name
// until this run renamed it: before that none of the name could be made.
func (c *Client) postWallet(ctx context.Context, create WalletCreate, earlier []string) (Wallet, error) {
	made, repeated, err := c.CreateWallet(ctx, create, create.RequestID(earlier...))
	if IsDuplicateRequest(err) {
		for _, id := range c.wallets.gaveUp(c.wallets.renamed, once.Key(create.ExternalCustomerID, strings.ToUpper(create.Currency), create.Name)) {
			if !slices.Contains(earlier, id) {
				return Wallet{}, &once.ReplayError{ID: id}
			}
		}
	}
	if err != nil {
		return Wallet{}, explainDuplicate(err)
	}
	if repeated && made.Status != WalletTerminated {
		shown, err := c.Wallet(ctx, made.ID)
		switch {
		case err == nil:
			made = shown
		case ctx.Err() != nil:
			// Interrupted: what was answered has to do, so that it reaches the state.
		default:
			unknown := c.transport.Ambiguous(transport.Request{Method: http.MethodPost, Route: walletsRoute}, fmt.Errorf("the answer is wallet %s, which cannot be read: %w", made.ID, err))
			unknown.Hint = spentRequestID
			return Wallet{}, unknown
		}
	}
	if made.Status == WalletTerminated {
		return Wallet{}, &once.ReplayError{ID: made.ID}
	}
	if made.Currency() == "" {
		c.wallets.learn(made.ID, create.Currency)
	}
	return *made, nil
}

// IsWalletTaken reports whether a wallet was not made because another one, which no other resource of this run is known to
// manage, has its customer, currency and name.
func IsWalletTaken(err error) bool {
	conflict, ok := errors.AsType[*once.ConflictError[Wallet]](err)
	return ok && !conflict.Managed
}

// IsNameTaken reports whether a wallet was not renamed because another one has the name or is to have it in this run.
func IsNameTaken(err error) bool {
	_, conflict := errors.AsType[*once.ConflictError[Wallet]](err)
	return conflict || errors.Is(err, once.ErrClaimed)
}

// ErrWalletAdopted says that nothing was sent, because this run has found the wallet under the natural key of another one
// that it was to make: it belongs to that one now.
var ErrWalletAdopted = errors.New("another resource of this configuration has taken it over in this run")

// walletsToMatch lists a customer's wallets, with the currency of each that has to be told from a wanted one. A customer
// whom the service does not know has none: whether one can be made for them is for the service to say.
func (c *Client) walletsToMatch(ctx context.Context, customer string) ([]Wallet, error) {
	wallets, err := c.Wallets(ctx, customer)
	if IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for i, w := range wallets {
		switch {
		case w.Status == WalletTerminated:
			c.wallets.giveUp(c.wallets.ended, once.Key(customer, textOf(w.Name)), w.ID)
		case w.ID == "":
			return nil, fmt.Errorf("a wallet of %s is listed without an id", customer)
		case textOf(w.Name) != "":
			if wallets[i], err = c.withCurrency(ctx, w); err != nil {
				return nil, err
			}
		}
	}
	return wallets, nil
}

// withCurrency reads a listed wallet whose currency is not known: lists may leave the balances out that show it.
func (c *Client) withCurrency(ctx context.Context, listed Wallet) (Wallet, error) {
	if _, asked := c.wallets.learned(listed.ID); asked || listed.Currency() != "" {
		return listed, nil
	}
	read, err := c.Wallet(ctx, listed.ID)
	if IsNotFound(err) {
		return listed, nil
	}
	if err != nil {
		return Wallet{}, err
	}
	c.wallets.learn(listed.ID, read.Currency())
	return *read, nil
}

func (c *Client) refuseWallet(found Wallet) error {
	if c.wallets.currency(found) == "" {
		return fmt.Errorf("wallet %s of %s is named %q too, and the service does not show its currency, so it cannot be told from the one asked for: give this one another name, or terminate that one if nobody uses it",
			found.ID, found.ExternalCustomerID, textOf(found.Name))
	}
	if found.Status != WalletActive && found.Status != WalletPending {
		return fmt.Errorf("wallet %s of %s is named %q too, and its status %s is not known to this version: give this one another name", found.ID, found.ExternalCustomerID, textOf(found.Name), found.Status)
	}
	return nil
}

// spentRequestID says why a wallet that is not there may be taken for one that is, and what helps (contract: wallets 1.5).
const spentRequestID = "the service may remember an earlier request for a wallet of this name, which it refused, or whose wallet is terminated or renamed by now; " +
	"if this stays so, choose another name, or wait until the service has forgotten that request, which may take hours or weeks"

func explainDuplicate(err error) error {
	if e, ok := errors.AsType[*transport.Error](err); ok && IsDuplicateRequest(err) {
		e.Hint = spentRequestID
	}
	return err
}

// ChangeWallet is [Client.UpdateWallet] for a wallet of this run, with an outcome that is known where that can be: rules
// that are sent twice start twice, so after an ambiguous answer the wallet is read, and the update is sent once more only if
// the wallet does not show it (contract: wallets 2.2, Update). It returns [ErrWalletAdopted] for one that this run has adopted,
// and an error that [IsNameTaken] recognises if another wallet has the new name.
func (c *Client) ChangeWallet(ctx context.Context, ref WalletRef, update WalletUpdate) (*Wallet, error) {
	done, ok := c.LeaveWallet(ref)
	if !ok {
		return nil, ErrWalletAdopted
	}
	defer done()
	book := c.wallets.of(ref.ExternalCustomerID, ref.Currency)
	name := textOf(update.Name.value)
	renamed := name != "" && name != ref.Name
	if renamed {
		if err := book.Rename(ctx, ref.ID, once.Key(ref.ExternalCustomerID, strings.ToUpper(ref.Currency), name)); err != nil {
			return nil, err
		}
	}
	changed, err := c.UpdateWallet(ctx, ref.ID, update)
	for again := true; IsAmbiguous(err); again = false {
		shown, readErr := c.Wallet(ctx, ref.ID)
		if readErr != nil {
			break
		}
		if len(update.Differences(*shown)) == 0 {
			changed, err = shown, nil
			break
		}
		if !again {
			break
		}
		changed, err = c.UpdateWallet(ctx, ref.ID, update)
	}
	if err != nil {
		return nil, err
	}
	c.wallets.learn(ref.ID, ref.Currency)
	book.Updated(*changed)
	if renamed {
		c.wallets.giveUp(c.wallets.renamed, once.Key(ref.ExternalCustomerID, strings.ToUpper(ref.Currency), ref.Name), ref.ID)
	}
	return changed, nil
}

// LeaveWallet says that a wallet is about to be changed or terminated: until done is called, no wallet is made under its
// natural key in this run, and this one is never adopted. ok is false if this run has adopted it already: its successor has
// taken it over, and terminating it would terminate that one.
func (c *Client) LeaveWallet(ref WalletRef) (done func(), ok bool) {
	return c.wallets.of(ref.ExternalCustomerID, ref.Currency).Leave(ref.ID)
}

// RemoveWallet terminates a wallet for good, or finds it terminated or gone, and frees its natural key. What credits it
// holds are stranded. Call [Client.LeaveWallet] first.
func (c *Client) RemoveWallet(ctx context.Context, ref WalletRef) error {
	if err := c.TerminateWallet(ctx, ref.ID); err != nil && !c.isOver(ctx, ref) {
		return err
	}
	c.ForgetWallet(ref)
	return nil
}

// ForgetWallet frees the natural key of a wallet that was found terminated or gone.
func (c *Client) ForgetWallet(ref WalletRef) {
	c.wallets.giveUp(c.wallets.ended, once.Key(ref.ExternalCustomerID, ref.Name), ref.ID)
	c.wallets.of(ref.ExternalCustomerID, ref.Currency).Deleted(ref.ID)
}

// isOver reports whether a wallet is terminated, or neither found nor listed: one answer that it is not found is not enough
// to give up a wallet that may hold credits.
func (c *Client) isOver(ctx context.Context, ref WalletRef) bool {
	shown, err := c.Wallet(ctx, ref.ID)
	if !IsNotFound(err) {
		return err == nil && shown.Status == WalletTerminated
	}
	wallets, err := c.Wallets(ctx, ref.ExternalCustomerID)
	if err != nil {
		return IsNotFound(err)
	}
	return !slices.ContainsFunc(wallets, func(w Wallet) bool { return w.ID == ref.ID && w.Status != WalletTerminated })
}
