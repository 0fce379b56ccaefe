package once

import (
	"context"
	"fmt"
	"slices"
)

// Rename claims the key that the run is about to give to the object with that id, and looks it up
// as Create does. It returns [ErrClaimed] if another resource of this run has the key, a
// *[ConflictError] if another object stands under it, or why the look-up failed: then nothing must
// be sent. An object that is itself about to leave the key is not waited for, since it may wait for
// a third one: apply again. Call it between [Book.Leave] of the object and its done, so that a
// Create of the key that it gives up waits for both.
func (b *Book[T]) Rename(ctx context.Context, id, key string) error {
	claimed, err := b.claimFor(id, key)
	if !claimed {
		return err
	}
	found, err := b.others(ctx, id, key)
	if err == nil && len(found) > 0 {
		managed, _ := b.managedBy(found)
		err = &ConflictError{Key: key, Found: b.found(found), Differences: []string{"it is " + b.options.ID(found[0]) + ", not " + id}, Managed: managed}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil {
		delete(b.claims, key)
		return err
	}
	b.claims[key].busy = false
	b.keys[id] = key
	return nil
}

// others returns what stands under a key beside the object with that id. What this run deleted and
// the service still lists is waited out.
func (b *Book[T]) others(ctx context.Context, id, key string) ([]T, error) {
	found, err := b.listing.find(ctx, key, false)
	if err == nil && b.anyDeleted(b.without(id, found)) {
		found, err = b.poll(ctx, key, func(found []T) bool { return !b.anyDeleted(b.without(id, found)) })
	}
	if err != nil {
		return nil, fmt.Errorf("looking for %s before anything is sent: %w", key, err)
	}
	return b.without(id, found), nil
}

func (b *Book[T]) without(id string, found []T) []T {
	return slices.DeleteFunc(slices.Clone(found), func(object T) bool { return b.options.ID(object) == id })
}

// claimFor claims the new key of an object, which need not be if it has that key already.
func (b *Book[T]) claimFor(id, key string) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.keys[id] == key {
		return false, nil
	}
	if b.claims[key] != nil {
		return false, b.claimed(key)
	}
	b.claims[key] = &claim[T]{busy: true}
	return true, nil
}
