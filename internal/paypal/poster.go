package paypal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/transport"
)

// ErrUnmarked says that a wallet is not posted to any more in this run, because the service does not show the name of a
// posting: had its answer been lost, it could not have been found. Nothing was sent.
var ErrUnmarked = errors.New("the service does not show the metadata by which a posting to this wallet could be found again, so nothing more is posted to it in this run")

// posters holds what this run knows of each wallet that it posts to.
type posters struct {
	client *Client
	turns  once.Locks

	mu       sync.Mutex
	byWallet map[string]*poster
}

func newPosters(c *Client) *posters { return &posters{client: c, byWallet: map[string]*poster{}} }

func (all *posters) of(walletID string) *poster {
	all.mu.Lock()
	defer all.mu.Unlock()
	p, ok := all.byWallet[walletID]
	if !ok {
		p = newPoster(all, walletID)
		all.byWallet[walletID] = p
	}
	return p
}

// poster posts to one wallet.
type poster struct {
	all      *posters
	walletID string
	entries  *once.Book[Entry]
	voids    *once.Book[Transaction]

	mu       sync.Mutex
	making   map[string]bool // references that this run looks for, or has adopted
	voiding  map[string]bool // references that this run voids, or has tried to
	history  []Transaction   // as last listed
	unmarked bool            // a posting of this run does not show its name
}

func newPoster(all *posters, walletID string) *poster {
	p := &poster{all: all, walletID: walletID, making: map[string]bool{}, voiding: map[string]bool{}}
	settling := all.client.settling
	p.entries = once.NewBook(once.Options[Entry]{
		List: func(ctx context.Context) ([]Entry, error) {
			history, err := p.list(ctx)
			return Entries(history), err
		},
		Key:           func(e Entry) string { return p.key(e.Reference) },
		ID:            Entry.ID,
		Complete:      Entry.settledKinds,
		Ambiguous:     lost,
		SettleTimeout: settling.Timeout,
		Now:           settling.Now,
		Wait:          settling.Wait,
	})
	p.voids = once.NewBook(once.Options[Transaction]{
		List: p.list,
		Key: func(t Transaction) string {
			reference, _ := t.Tag(VoidsKey)
			return p.key(reference)
		},
		ID:            func(t Transaction) string { return t.ID },
		Ambiguous:     lost,
		SettleTimeout: settling.Timeout,
		Now:           settling.Now,
		Wait:          settling.Wait,
	})
	return p
}

// lost reports whether a POST may have taken effect, its own or an earlier one with the same request id.
func lost(err error) bool { return IsAmbiguous(err) || IsDuplicateRequest(err) }

func (p *poster) key(reference string) string {
	if reference == "" {
		return ""
	}
	return once.Key(p.walletID, reference)
}

func (p *poster) list(ctx context.Context) ([]Transaction, error) {
	history, err := p.all.client.Transactions(ctx, p.walletID)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.history = history
	return history, nil
}

// make begins to make an entry, unless this run voids it: what it adopted then would be an entry without its credits.
func (p *poster) make(reference string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.voiding[reference] {
		return false
	}
	p.making[reference] = true
	return true
}

// made ends it. What was adopted must not be voided later: it is the very entry that the VOID is for.
func (p *poster) made(reference string, adopted bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !adopted {
		delete(p.making, reference)
	}
}

// void begins to void an entry, unless this run takes it over. It has no end: a VOID that failed may have been posted.
func (p *poster) void(reference string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.making[reference] {
		return false
	}
	p.voiding[reference] = true
	return true
}

// post sends one request while no other is under way to the wallet (contract: wallets 7, server-side races). It returns the
// transactions of the answer, and whether they show the request's own metadata, in the answer or else in the history.
func (p *poster) post(ctx context.Context, r TransactionRequest) (answer []Transaction, marked bool, err error) {
	unlock, err := p.all.turns.Lock(ctx, p.walletID)
	if err != nil {
		return nil, true, err
	}
	defer unlock()
	if err := p.mayPost(r); err != nil {
		return nil, true, err
	}
	answer, err = p.all.client.CreateTransaction(ctx, p.walletID, r, r.RequestID(p.walletID))
	if e, ok := errors.AsType[*transport.Error](err); ok && IsDuplicateRequest(err) {
		e.Hint = "the service may remember an earlier request under this reference that it refused; if this stays so, choose a new reference"
	}
	if err != nil || r.Echoed(answer) {
		return answer, true, err
	}
	listed, err := p.list(ctx)
	shown := slices.DeleteFunc(slices.Clone(listed), func(t Transaction) bool {
		return !slices.ContainsFunc(answer, func(a Transaction) bool { return a.ID == t.ID })
	})
	if err == nil && len(shown) >= len(answer) && r.Echoed(shown) {
		return shown, true, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.unmarked = true
	return answer, false, nil
}

// mayPost returns why a request must not be posted. The look-up before it did not find its name, but by now the history may
// show it, or a name and amounts that are cut short, which an earlier run may have posted.
func (p *poster) mayPost(r TransactionRequest) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.unmarked {
		return ErrUnmarked
	}
	if i := slices.IndexFunc(p.history, r.couldBe); i >= 0 {
		return fmt.Errorf("transaction %s shows the name and the amounts of this posting, whole or cut short: it may be this one, posted before", p.history[i].ID)
	}
	return nil
}

// couldBe reports whether a transaction shows the reserved pairs of the request, if only the beginnings of their values.
func (r TransactionRequest) couldBe(t Transaction) bool {
	whole := true
	for _, sent := range r.Metadata {
		if !strings.HasPrefix(sent.Key, ReservedPrefix) {
			continue
		}
		got, _ := t.Tag(sent.Key)
		if got == "" || !strings.HasPrefix(sent.Value, got) {
			return false
		}
		whole = whole && got == sent.Value
	}
	asked, _ := t.Tag(AskedKey)
	_, err := ParseAsked(asked)
	return whole || err != nil
}
