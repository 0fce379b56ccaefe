// Package object is the one handle of a kind of object at a service: list, get, read, create,
// update and delete. Create goes through package once and makes each object exactly once; Read goes
// through package collection and is batched. A client describes a kind in a [Kind]; what the
// service cannot do is left nil there.
package object

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/collection"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// ErrAdopted says that nothing was sent, because this run has found the object under the natural
// key of another one that it was to create: it belongs to that one now.
var ErrAdopted = errors.New("another resource of this configuration has taken it over in this run")

// ErrNotOffered says that the service has no call for what was asked.
var ErrNotOffered = errors.New("the service does not offer this")

// Run is what the kinds of one client share for one run.
type Run struct {
	// Writes are noted by the client, whatever they write.
	Writes *collection.Writes
	// OneByOne turns batched reads off.
	OneByOne bool
	once.Settling
	// Ambiguous reports whether an error leaves open if the request took effect.
	Ambiguous func(error) bool
	// NotFound reports whether the service itself said that an object does not exist.
	NotFound func(error) bool
}

// Kind is how the service is called for one kind of object.
type Kind[T any] struct {
	// ID is what the service calls an object, unique within the collection.
	ID func(T) string
	// Key is the natural key, made with [once.Key]; "" keeps an object out of look-ups.
	Key func(T) string
	// OtherKeys is as in [once.Options].
	OtherKeys func(T) []string
	// Pages begins a listing of the collection.
	Pages func() collection.Fetch[T]
	// List returns the whole collection; nil: all of Pages.
	List func(ctx context.Context) ([]T, error)
	// Get returns one object; nil: found in the listing.
	Get func(ctx context.Context, id string) (T, error)
	// Post creates an object as asked; nil: see [Objects.CreateOnce].
	Post func(ctx context.Context, asked T) (T, error)
	// Put changes an object to what is asked; nil: cannot be changed.
	Put func(ctx context.Context, asked T) (T, error)
	// Delete deletes an object; nil: cannot be deleted.
	Delete func(ctx context.Context, id string) error

	// Complete fills in what the natural key of an asked object needs; nil: nothing.
	Complete func(ctx context.Context, asked T) (T, error)
	// Differences tells in words how an object found under the key differs from what is asked.
	Differences func(asked, found T) []string
	// Refuse returns why an object found under the key must not be adopted, however equal.
	Refuse func(found T) error
	// Describe tells people what an object is.
	Describe func(T) string
	// Within names what the collection is in, such as "organization acme".
	Within string
	// Parent asks whether that is there: a "not found" of an object counts only then. nil: asks for
	// the first page of the collection.
	Parent func(ctx context.Context) error

	// ReadBy is what an object is read by where that is not its ID; nil: ID.
	ReadBy func(T) string
	// Also returns a second name under which Select finds an object; nil: none.
	Also func(T) string
	// Whole, and Replays, are as in [once.Options].
	Whole   func(T) bool
	Replays bool
	// MayHaveHappened widens Run.Ambiguous for Post: errors after which the object is looked for.
	MayHaveHappened func(error) bool
}

// Objects is the handle of one collection. It is safe for concurrent use, and as old as the client.
type Objects[T any] struct {
	// Kind has the service's own calls, of one request each.
	Kind     Kind[T]
	notFound func(error) bool
	book     *once.Book[T]
	reads    *collection.Collection[T]
}

// New returns the handle of a collection; it sends nothing.
func New[T any](run Run, kind Kind[T]) *Objects[T] {
	if kind.ReadBy == nil {
		kind.ReadBy = kind.ID
	}
	if kind.Parent == nil {
		kind.Parent = func(ctx context.Context) error {
			_, err := kind.Pages()(ctx, 1)
			return err
		}
	}
	if kind.MayHaveHappened == nil {
		kind.MayHaveHappened = run.Ambiguous
	}
	o := &Objects[T]{Kind: kind, notFound: run.NotFound}
	o.book = once.NewBook(once.Options[T]{
		List: o.List, Key: kind.Key, OtherKeys: kind.OtherKeys, ID: kind.ID, Describe: kind.Describe, Complete: kind.Whole,
		Ambiguous: kind.MayHaveHappened, Replays: kind.Replays, Settling: run.Settling,
	})
	o.reads = collection.New(collection.Options[T]{
		ID: kind.ReadBy, Also: kind.Also, Pages: kind.Pages, Unique: kind.ID, Get: kind.Get,
		Writes: run.Writes, Disabled: run.OneByOne, Now: run.Now,
	})
	return o
}

// List returns every object of the collection, in the service's order.
func (o *Objects[T]) List(ctx context.Context) ([]T, error) {
	if o.Kind.List != nil {
		return o.Kind.List(ctx)
	}
	return collection.All(ctx, o.Kind.Pages(), o.Kind.ID)
}

// All yields the objects of the collection as their pages arrive, and ends with the first error.
// Who has seen enough stops, and no more pages are asked for.
func (o *Objects[T]) All(ctx context.Context) iter.Seq2[T, error] {
	return collection.Walk(ctx, o.Kind.Pages(), o.Kind.ID)
}

// Get returns one object.
func (o *Objects[T]) Get(ctx context.Context, id string) (T, error) {
	object, err := o.Kind.Get(ctx, id)
	return object, o.Confirm(ctx, err)
}

// Read is Get for a refresh, where many are read: it may be answered from a listing no older than
// the last write and a minute.
func (o *Objects[T]) Read(ctx context.Context, id string) (T, error) {
	object, err := o.reads.Read(ctx, id)
	return object, o.Confirm(ctx, err)
}

// Select returns what the shared listing of Read has under a name, that of ReadBy or Also.
func (o *Objects[T]) Select(ctx context.Context, name string) ([]T, error) {
	return o.reads.Select(ctx, name)
}

// UnconfirmedError says that an object was not found, and neither was what it is in: that says
// nothing about the object.
type UnconfirmedError struct {
	Within         string
	Object, Parent error
}

func (e *UnconfirmedError) Error() string {
	return fmt.Sprintf("%v; %s was not found either (%v), so this does not say that the object is gone", e.Object, e.Within, e.Parent)
}

// Confirm returns the error of a look-up, or for a "not found" that the parent does not confirm
// why.
func (o *Objects[T]) Confirm(ctx context.Context, err error) error {
	if err == nil || !o.notFound(err) {
		return err
	}
	parent := o.Kind.Parent(ctx)
	switch {
	case parent == nil:
		return err
	case o.notFound(parent):
		// Not wrapped: nobody must take it for a "not found" of the object.
		return &UnconfirmedError{Within: o.Kind.Within, Object: err, Parent: parent}
	default:
		return parent
	}
}

// Create creates what is asked exactly once: it is looked up by its natural key before it is
// posted, and after a POST whose outcome is unknown. Its errors are those of [once.Book.Create].
func (o *Objects[T]) Create(ctx context.Context, asked T) (once.Result[T], error) {
	if o.Kind.Complete != nil {
		complete, err := o.Kind.Complete(ctx, asked)
		if err != nil {
			return once.Result[T]{}, err
		}
		asked = complete
	}
	return o.CreateOnce(ctx, once.Request[T]{
		Key:         o.Kind.Key(asked),
		Differences: func(found T) []string { return o.Kind.Differences(asked, found) },
		Refuse:      o.Kind.Refuse,
		Post:        func(ctx context.Context) (T, error) { return o.Kind.Post(ctx, asked) },
	})
}

// CreateOnce is [Objects.Create] for a kind that is asked for in other words than it is answered.
func (o *Objects[T]) CreateOnce(ctx context.Context, r once.Request[T]) (once.Result[T], error) {
	return o.book.Create(ctx, r)
}

// Update changes an object to what is asked; renamed says that its natural key changes, which is
// claimed and looked up as by Create. It returns [ErrAdopted] for an object that this run has
// adopted, and an error that [IsNameTaken] recognises if another one has the new key.
func (o *Objects[T]) Update(ctx context.Context, asked T, renamed bool) (T, error) {
	var none T
	if o.Kind.Put == nil {
		return none, ErrNotOffered
	}
	newKey := ""
	if renamed {
		complete := asked
		if o.Kind.Complete != nil {
			// What the key needs may be gone, or may not be read: that is no reason not to change.
			if c, err := o.Kind.Complete(ctx, asked); err == nil {
				complete = c
			}
		}
		newKey = o.Kind.Key(complete)
	}
	return o.Change(ctx, o.Kind.ID(asked), newKey, func(ctx context.Context) (T, error) { return o.Kind.Put(ctx, asked) })
}

// Change is [Objects.Update] for a kind whose changes are asked for in other words than it is
// answered; newKey is the natural key that put gives to the object, "" if it keeps its own.
func (o *Objects[T]) Change(ctx context.Context, id, newKey string, put func(context.Context) (T, error)) (T, error) {
	var none T
	done, ok := o.book.Leave(id)
	if !ok {
		return none, ErrAdopted
	}
	defer done()
	if newKey != "" {
		if err := o.book.Rename(ctx, id, newKey); err != nil {
			return none, err
		}
	}
	changed, err := put(ctx)
	if err == nil {
		o.book.Updated(changed)
	}
	return changed, err
}

// Delete deletes an object, or finds it gone, and frees its natural key. It returns [ErrAdopted]
// for one that this run has adopted: deleting it would delete what its successor has taken over.
func (o *Objects[T]) Delete(ctx context.Context, id string) error {
	if o.Kind.Delete == nil {
		return ErrNotOffered
	}
	done, ok := o.book.Leave(id)
	if !ok {
		return ErrAdopted
	}
	defer done()
	if err := o.Kind.Delete(ctx, id); err != nil {
		if err = o.Confirm(ctx, err); !o.notFound(err) {
			return err
		}
	}
	o.book.Deleted(id)
	return nil
}

// Leave says that an object is about to be changed or deleted, as [once.Book.Leave].
func (o *Objects[T]) Leave(id string) (done func(), ok bool) { return o.book.Leave(id) }

// Deleted frees the natural key of an object that was deleted or found gone.
func (o *Objects[T]) Deleted(id string) { o.book.Deleted(id) }

// Scoped holds one handle per scope: per package, per customer, per wallet.
type Scoped[T any] struct {
	open func(scope string) *Objects[T]

	mu      sync.Mutex
	objects map[string]*Objects[T]
}

// NewScoped returns handles that open makes from their scope, each at its first use.
func NewScoped[T any](open func(scope string) *Objects[T]) *Scoped[T] {
	return &Scoped[T]{open: open, objects: map[string]*Objects[T]{}}
}

// In returns the handle of a scope, always the same one.
func (s *Scoped[T]) In(scope string) *Objects[T] {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.objects[scope]
	if !ok {
		o = s.open(scope)
		s.objects[scope] = o
	}
	return o
}

// IsNameTaken reports whether an object was not created or renamed because another one has the
// natural key, or is to have it in this run.
func IsNameTaken(err error) bool {
	_, conflict := errors.AsType[*once.ConflictError](err)
	return conflict || errors.Is(err, once.ErrClaimed)
}

// IsUnsettled reports whether an object was posted, and neither an answer nor a look-up has shown
// whether it was created.
func IsUnsettled(err error) bool {
	_, unsettled := errors.AsType[*once.UnsettledError](err)
	return unsettled
}

// IsDeclaredTwice reports whether two resources of this run stand for one object.
func IsDeclaredTwice(err error) bool { return errors.Is(err, once.ErrClaimed) }
