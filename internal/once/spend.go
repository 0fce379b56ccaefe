package once

import "errors"

// ErrSpent says that this run takes back what stands under the key, which is not to be used again.
// Nothing was sent.
var ErrSpent = errors.New("this run takes back what stands under the key")

// Spend says that the run is about to take back what stands under a key, for good: from now on a
// Create of the key is refused with [ErrSpent], whatever a listing shows. It returns false, and
// changes nothing, if a Create of the run is looking for the key or has adopted what stands there.
func (b *Book[T]) Spend(key string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.taken(key) {
		return false
	}
	b.claims[key] = &claim[T]{spent: true}
	return true
}

// Taken reports whether a Create of this run is looking for the key, or has adopted what stands
// there.
func (b *Book[T]) Taken(key string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.taken(key)
}

func (b *Book[T]) taken(key string) bool {
	c := b.claims[key]
	return c != nil && (c.busy || c.adopted)
}
