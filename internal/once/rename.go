package once

import (
	"context"
	"fmt"
)

// Rename claims the key that the run is about to give to the object with that id, and looks it up as Create does. It
// returns [ErrClaimed] if another resource of this run has the key, a *[ConflictError] if another object stands under it
// and is not about to leave it, or why the look-up failed: then nothing must be sent. Call it between [Book.Leave] of the
// object and its done, so that a Create of the key that it gives up waits for both. Objects that wait for each other's key
// in a circle are refused.
func (b *Book[T]) Rename(ctx context.Context, id, key string) error {
	claimed, err := b.claimFor(id, key)
	if !claimed {
		return err
	}
	found, err := b.others(ctx, id, key)
	if err == nil && len(found) > 0 {
		managed, _ := b.managedBy(found)
		err = &ConflictError[T]{Key: key, Found: found, Differences: []string{"it is " + b.options.ID(found[0]) + ", not " + id}, Managed: managed}
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

// others returns what stands under a key beside the object with that id, when what is leaving the key has left it.
func (b *Book[T]) others(ctx context.Context, id, key string) (found []T, err error) {
	defer b.await(id, nil)
	for fresh := false; ; fresh = true {
		if found, err = b.listing.find(ctx, key, fresh); err != nil {
			break
		}
		found = b.without(id, found)
		over := b.await(id, found)
		if over == nil {
			break
		}
		select {
		case <-over:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if err == nil && b.anyDeleted(found) {
		found, err = b.poll(ctx, key, func(found []T) bool { return !b.anyDeleted(found) })
		found = b.without(id, found)
	}
	if err != nil {
		return nil, fmt.Errorf("looking for %s before anything is sent: %w", key, err)
	}
	return found, nil
}

func (b *Book[T]) without(id string, found []T) []T {
	var others []T
	for _, object := range found {
		if b.options.ID(object) != id {
			others = append(others, object)
		}
	}
	return others
}

// await returns when the next of the objects found will have been changed or deleted, if that is under way; nil if none
// is, or if it waits for the object with that id itself.
func (b *Book[T]) await(id string, found []T) <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	mine := b.managed[id]
	if mine == nil {
		return nil
	}
	mine.waits = nil
	for _, object := range found {
		other := b.managed[b.options.ID(object)]
		if other == nil || other.users == 0 {
			continue
		}
		for at := other; at != nil; at = at.waits {
			if at == mine {
				return nil
			}
		}
		mine.waits = other
		return other.over
	}
	return nil
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
	b.claims[key] = &claim{busy: true}
	return true, nil
}
