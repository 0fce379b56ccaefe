package once

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Pauses between two look-ups of a key whose outcome is not known yet.
const (
	firstPause   = 250 * time.Millisecond
	longestPause = 5 * time.Second
)

// Options describe one collection of money objects to a [Book].
type Options[T any] struct {
	// List returns every object of the collection, all pages of it. Its context lives as long as
	// somebody waits for the answer and carries the values of the call that began it.
	List func(ctx context.Context) ([]T, error)
	// Key returns the natural key of an object, made with [Key]; "" keeps the object out of
	// look-ups, as for a wallet that is terminated or a transaction that nobody named.
	Key func(T) string
	// OtherKeys returns further natural keys under which an object is found, such as those that it
	// had before the service gave it another one; nil: none.
	OtherKeys func(T) []string
	// ID returns what the service calls the object, unique within the collection and never empty.
	ID func(T) string
	// Complete reports whether all parts of an object are in sight; nil: always.
	Complete func(T) bool
	// Ambiguous reports whether an error of Post leaves open if it took effect.
	Ambiguous func(error) bool
	// Replays says that the service may answer a Post with what an earlier one of the same key has
	// made, although that stands under another key by now: an object that was listed before is then
	// a *[ReplayError], not a new one.
	Replays bool
	// Describe tells people what an object is; nil: nothing but its id.
	Describe func(T) string
	// MaxAge is how old a shared listing may be; 0: one minute.
	MaxAge time.Duration
	Settling
}

// keys are those under which an object is found.
func (o Options[T]) keys(object T) []string {
	keys := []string{o.Key(object)}
	if o.OtherKeys != nil {
		keys = append(keys, o.OtherKeys(object)...)
	}
	return keys
}

// Settling is how an object whose POST had an unknown outcome is looked for. The zero value looks
// once, by the real clock.
type Settling struct {
	// Timeout is how long an unknown outcome, or the missing half of an object, is looked for; 0:
	// one look-up and no more.
	Timeout time.Duration
	// Now is the clock; nil: time.Now.
	Now func() time.Time
	// Wait pauses, or returns the context's error as soon as it is done; nil: a timer.
	Wait func(ctx context.Context, d time.Duration) error
}

// Request is what one [Book.Create] asks for.
type Request[T any] struct {
	// Key is the natural key, made with [Key].
	Key string
	// Differences tells in words how an object found under the key differs from what is asked;
	// none: identical.
	Differences func(T) []string
	// Refuse returns why an object found under the key must not be adopted, however equal, as for a
	// reference that was voided; nil: no reason. Its error is what Create returns.
	Refuse func(T) error
	// Post makes the object. It is called at most once, and its answer counts even if ctx is done
	// by then. It may return a *[ReplayError] itself, for an object that it sees to be an earlier
	// one.
	Post func(ctx context.Context) (T, error)
	// Again says that nobody keeps the object, so that to ask for it twice in one run is no
	// mistake: a second Create finds what the first has made, and so does one that keeps it.
	Again bool
}

// Outcome tells how a [Book.Create] came by its object.
type Outcome int

// The outcomes.
const (
	// Posted: the service answered the POST with the object.
	Posted Outcome = iota + 1
	// Settled: the answer to the POST was lost, and the object was found by its key.
	Settled
	// Adopted: the object was there before, and nothing was posted. To be announced.
	Adopted
)

// Result is the object of a [Book.Create], and what has to be said about it.
type Result[T any] struct {
	Object  T
	Outcome Outcome
	// Incomplete: only part of the object came into sight. The rest is not posted.
	Incomplete bool
	// Unmarked: neither the answer to the POST nor a listing begun after it shows the object under
	// its key. Had the answer been lost, the object could not have been found.
	Unmarked bool
}

// Book is the memory of one run about one collection: a listing of it, which keys were claimed,
// which objects were adopted. It is safe for concurrent use and meant to be as old as the client
// that it belongs to.
type Book[T any] struct {
	options Options[T]
	listing *listing[T]

	mu      sync.Mutex
	claims  map[string]*claim[T] // by key
	keys    map[string]string    // of the claims that have an object, by its id
	adopted map[string]bool      // by id
	managed map[string]*leave    // by id: objects of other resources, which this run changes or deletes
	deleted map[string]bool      // by id
	blind   bool                 // an answer was Unmarked
	again   Locks                // by key: requests that say Again
}

// claim says that a Create of this run has taken a key, and what became of it. A Create that panics
// leaves its claim busy, so that the key is never posted again.
type claim[T any] struct {
	busy      bool
	adopted   bool
	made      *T              // what this run has made or found under the key
	free      bool            // nobody keeps what was made: all requests said Again
	spent     bool            // see Spend
	unsettled *UnsettledError // the key was posted, and no object of it accepted since
}

// leave says how many changes and deletions of an object are under way.
type leave struct {
	users int
	over  chan struct{} // closed when users falls to 0
}

// NewBook returns an empty book; it sends nothing.
func NewBook[T any](o Options[T]) *Book[T] {
	if o.Complete == nil {
		o.Complete = func(T) bool { return true }
	}
	if o.MaxAge == 0 {
		o.MaxAge = time.Minute
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait == nil {
		o.Wait = wait
	}
	return &Book[T]{
		options: o,
		listing: &listing[T]{list: o.List, keysOf: o.keys, id: o.ID, now: o.Now, maxAge: o.MaxAge},
		claims:  map[string]*claim[T]{},
		keys:    map[string]string{},
		adopted: map[string]bool{},
		managed: map[string]*leave{},
		deleted: map[string]bool{},
	}
}

// Create makes the object of a key exactly once, as the package comment says. It returns
// [ErrClaimed], *[ConflictError], *[UnsettledError], *[ReplayError], what Refuse or Post returned,
// or why the look-up failed. Nothing was made then, except perhaps before an *[UnsettledError] and
// a *[ConflictError] that says Posted, and where Refuse refused what came into sight after a POST
// with unknown outcome.
func (b *Book[T]) Create(ctx context.Context, r Request[T]) (Result[T], error) {
	if r.Again {
		done, err := b.again.Lock(ctx, r.Key)
		if err != nil {
			return Result[T]{}, err
		}
		defer done()
	}
	c, kept, err := b.claim(r)
	if err != nil {
		return Result[T]{}, err
	}
	result, err := b.create(ctx, r, c)
	b.conclude(r, c, kept, result, err)
	return result, err
}

// Updated tells the book what an object has become by an update of this run.
func (b *Book[T]) Updated(object T) {
	b.listing.put(object)
}

// Deleted tells the book that this run deleted an object, or found it gone: its key may be created
// again.
func (b *Book[T]) Deleted(id string) {
	b.listing.remove(id)
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.adopted, id)
	delete(b.managed, id)
	b.deleted[id] = true
	if key, ok := b.keys[id]; ok {
		delete(b.keys, id)
		delete(b.claims, key)
	}
}

// Leave says that the run is about to change or delete the object with that id, which a resource
// manages: it may stand under a key that it is about to give up, to a resource that is made in the
// same run. Until done is called a Create of that key waits, and it never adopts the object. ok is
// false if one has adopted it already: then nothing must be sent, as it is that resource's object
// now.
func (b *Book[T]) Leave(id string) (done func(), ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.adopted[id] {
		return func() {}, false
	}
	l := b.managed[id]
	if l == nil {
		l = &leave{}
		b.managed[id] = l
	}
	if l.users++; l.users == 1 {
		l.over = make(chan struct{})
	}
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if l.users--; l.users == 0 {
			close(l.over)
		}
	}, true
}

// managedBy tells of the objects found under a key whether another resource manages one of them,
// and if that is being changed or deleted, when that is over.
func (b *Book[T]) managedBy(found []T) (other bool, over <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, object := range found {
		if l := b.managed[b.options.ID(object)]; l != nil {
			if l.users > 0 {
				return true, l.over
			}
			other = true
		}
	}
	return other, nil
}

// adopt takes an object over, unless another resource manages it.
func (b *Book[T]) adopt(object T) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.options.ID(object)
	if b.managed[id] != nil {
		return false
	}
	b.adopted[id] = true
	return true
}

// claim takes the key of a request; kept says that an earlier Create of this run has made its
// object, or found it.
func (b *Book[T]) claim(r Request[T]) (c *claim[T], kept bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c, taken := b.claims[r.Key]
	if taken && c.spent {
		return nil, false, ErrSpent
	}
	if taken && c.busy { // it is still being decided
		return nil, false, b.claimed(r.Key)
	}
	kept = taken && c.unsettled == nil
	if kept && (c.made == nil || !r.Again && !c.free) {
		return nil, false, b.claimed(r.Key)
	}
	if !taken {
		c = &claim[T]{}
		b.claims[r.Key] = c
	}
	c.busy = true
	return c, kept, nil
}

// claimed says what has claimed a key, by its id where that is known.
func (b *Book[T]) claimed(key string) error {
	for id, of := range b.keys {
		if of == key {
			return fmt.Errorf("%w: %s, which is %s", ErrClaimed, key, id)
		}
	}
	return fmt.Errorf("%w: %s", ErrClaimed, key)
}

func (b *Book[T]) conclude(r Request[T], c *claim[T], kept bool, result Result[T], err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	c.busy = false
	switch {
	case err == nil:
		c.unsettled = nil
		c.free = r.Again && (c.free || !kept)
		id := b.options.ID(result.Object)
		b.keys[id] = r.Key
		if !result.Unmarked {
			c.made = &result.Object
		}
		if c.adopted = c.adopted || !r.Again && result.Outcome == Adopted; c.adopted {
			b.adopted[id] = true
		}
	case c.unsettled == nil && !kept:
		delete(b.claims, r.Key)
	}
}

func (b *Book[T]) create(ctx context.Context, r Request[T], c *claim[T]) (Result[T], error) {
	if c.made != nil {
		// Listings need not show it yet.
		return b.take(ctx, r, []T{*c.made}, Adopted)
	}
	found, err := b.lookUp(ctx, r.Key, c.unsettled != nil)
	switch {
	case err != nil:
		return Result[T]{}, err
	case len(found) > 0 && c.unsettled != nil:
		return b.take(ctx, r, found, Settled)
	case len(found) > 0:
		result, err := b.take(ctx, r, found, Adopted)
		if err == nil && !r.Again && !b.adopt(result.Object) {
			return b.create(ctx, r, c)
		}
		return result, err
	case c.unsettled != nil:
		return Result[T]{}, c.unsettled
	}
	listed := b.listing.holds()
	object, err := r.Post(ctx)
	if err == nil && b.options.Replays && listed(b.options.ID(object)) {
		err = &ReplayError{ID: b.options.ID(object)}
	}
	replay, replayed := errors.AsType[*ReplayError](err)
	switch {
	case err == nil && b.options.ID(object) != "":
		return b.posted(ctx, r.Key, object), nil
	case err == nil:
		err = errNoID
	case replayed:
		return b.replayed(ctx, r, c, replay)
	case !b.options.Ambiguous(err):
		return Result[T]{}, err
	}
	c.unsettled = &UnsettledError{Key: r.Key, Post: err}
	return b.settle(ctx, r, c.unsettled)
}

// replayed makes sure that a POST that was answered with an earlier object made nothing: the caller
// may post again then, and a service that mixes answers up must not make two.
func (b *Book[T]) replayed(ctx context.Context, r Request[T], c *claim[T], replay *ReplayError) (Result[T], error) {
	found, err := b.listing.find(ctx, r.Key, true)
	switch {
	case err != nil:
		c.unsettled = &UnsettledError{Key: r.Key, Post: replay, LookUp: err}
		return Result[T]{}, c.unsettled
	case len(found) > 0:
		return b.take(ctx, r, found, Settled)
	default:
		return Result[T]{}, replay
	}
}

// lookUp returns what is there before anything is posted. Objects that this run deleted but the
// service still lists are waited out: taken for the asked one they would be adopted, and passed
// over they might hide that the deletion had no effect. Once the key was posted they may be new
// ones, where the service makes ids of names.
func (b *Book[T]) lookUp(ctx context.Context, key string, posted bool) ([]T, error) {
	found, err := b.listing.find(ctx, key, posted)
	for err == nil {
		other, over := b.managedBy(found)
		if over != nil {
			select {
			case <-over:
				found, err = b.listing.find(ctx, key, true)
				continue
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		if other && !posted && !b.anyDeleted(found) {
			return nil, &ConflictError{Key: key, Found: b.found(found), Managed: true}
		}
		break
	}
	if err != nil {
		return nil, fmt.Errorf("looking for %s before anything is sent: %w", key, err)
	}
	if posted || !b.anyDeleted(found) {
		return found, nil
	}
	found, err = b.poll(ctx, key, func(found []T) bool { return !b.anyDeleted(found) })
	if err != nil {
		return nil, fmt.Errorf("looking for %s before anything is sent: %w", key, err)
	}
	if b.anyDeleted(found) {
		return nil, &ConflictError{Key: key, Found: b.found(found), Differences: []string{"deleted in this run, but the service still lists it"}}
	}
	return found, nil
}

// settle finds out what became of a POST whose answer was lost.
func (b *Book[T]) settle(ctx context.Context, r Request[T], unsettled *UnsettledError) (Result[T], error) {
	found, err := b.poll(ctx, r.Key, func(found []T) bool { return len(found) > 0 })
	if len(found) == 0 {
		unsettled.LookUp = err
		return Result[T]{}, unsettled
	}
	return b.take(ctx, r, found, Settled)
}

// take accepts what was found under a key if it is one object, whole and as asked.
func (b *Book[T]) take(ctx context.Context, r Request[T], found []T, outcome Outcome) (Result[T], error) {
	if len(found) > 1 {
		return Result[T]{}, &ConflictError{Key: r.Key, Found: b.found(found), Posted: outcome == Settled}
	}
	object, complete := b.whole(ctx, r.Key, found[0])
	if r.Refuse != nil {
		if err := r.Refuse(object); err != nil {
			return Result[T]{}, err
		}
	}
	if differences := r.Differences(object); len(differences) > 0 {
		return Result[T]{}, &ConflictError{Key: r.Key, Found: b.found([]T{object}), Differences: differences, Posted: outcome == Settled}
	}
	return Result[T]{Object: object, Outcome: outcome, Incomplete: !complete}, nil
}

// posted looks at the answer to a POST. It cannot fail: the object is there.
func (b *Book[T]) posted(ctx context.Context, key string, object T) Result[T] {
	if !slices.Contains(b.options.keys(object), key) {
		found, ok := b.marked(ctx, key)
		if !ok {
			return Result[T]{Object: object, Outcome: Posted, Incomplete: !b.options.Complete(object), Unmarked: true}
		}
		object = found
	}
	object, complete := b.whole(ctx, key, object)
	return Result[T]{Object: object, Outcome: Posted, Incomplete: !complete}
}

// marked returns the object whose answer did not show its key, if a listing does. That one did not
// is enough to know the service: later answers are not worth a listing each.
func (b *Book[T]) marked(ctx context.Context, key string) (object T, ok bool) {
	b.mu.Lock()
	blind := b.blind
	b.mu.Unlock()
	if blind {
		return object, false
	}
	if found, err := b.listing.find(ctx, key, true); err == nil && len(found) == 1 {
		return found[0], true
	}
	b.mu.Lock()
	b.blind = true
	b.mu.Unlock()
	return object, false
}

// whole waits for the missing part of an object. When the time is over, or the run is interrupted,
// what is in sight has to do: the object exists and must reach the state.
func (b *Book[T]) whole(ctx context.Context, key string, object T) (_ T, complete bool) {
	if b.options.Complete(object) {
		return object, true
	}
	one := func(found []T) bool { return len(found) == 1 && b.options.Complete(found[0]) }
	if found, err := b.poll(ctx, key, one); err == nil && one(found) {
		return found[0], true
	}
	return object, false
}

// poll looks a key up, each time in a listing begun after the call, until enough is found, the
// settle timeout has passed or ctx is done. It returns what the last look-up did.
func (b *Book[T]) poll(ctx context.Context, key string, enough func([]T) bool) ([]T, error) {
	deadline := b.options.Now().Add(b.options.Timeout)
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		found, err := b.listing.find(ctx, key, true)
		if err == nil && enough(found) {
			return found, nil
		}
		left := deadline.Sub(b.options.Now())
		if left <= 0 {
			return found, err
		}
		if err := b.options.Wait(ctx, min(pause, left)); err != nil {
			return nil, err
		}
	}
}

func (b *Book[T]) found(objects []T) []Found {
	found := make([]Found, len(objects))
	for i, object := range objects {
		found[i].ID = b.options.ID(object)
		if b.options.Describe != nil {
			found[i].Text = b.options.Describe(object)
		}
	}
	return found
}

func (b *Book[T]) anyDeleted(found []T) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, object := range found {
		if b.deleted[b.options.ID(object)] {
			return true
		}
	}
	return false
}

// Key joins the parts of a natural key into one text that no other parts give, fit to be shown to
// people. A part is the same in whichever of Unicode's forms it is written: a service, or a
// keyboard, may decompose an é.
func Key(parts ...string) string {
	quoted := make([]string, len(parts))
	for i, part := range parts {
		quoted[i] = strconv.Quote(norm.NFC.String(part))
	}
	return strings.Join(quoted, ", ")
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
