package apigee

import (
	"context"
	"fmt"
	"sync"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/once"
)

// setRecords are records that are set rather than created. A new resource and the old one that it
// replaces mean the same record, and whichever of them comes second would win: so it is remembered
// for which records this run has created a resource. The zero value is ready for use.
type setRecords struct {
	turns once.Locks

	mu      sync.Mutex
	created map[string]bool
}

// create calls set for a resource that is created in this run. A second one of the same key is
// refused with once.ErrClaimed.
func (s *setRecords) create(ctx context.Context, key string, set func() error) error {
	return s.turn(ctx, key, fmt.Errorf("%w: %s", once.ErrClaimed, key), func() error {
		err := set()
		if err == nil || IsAmbiguous(err) || IsTransient(err) {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.created == nil {
				s.created = map[string]bool{}
			}
			s.created[key] = true
		}
		return err
	})
}

// end calls set for a resource that is destroyed; it returns ErrAdopted instead if a resource
// created in this run has set the record since.
func (s *setRecords) end(ctx context.Context, key string, set func() error) error {
	return s.turn(ctx, key, ErrAdopted, set)
}

func (s *setRecords) turn(ctx context.Context, key string, taken error, set func() error) error {
	done, err := s.turns.Lock(ctx, key)
	if err != nil {
		return err
	}
	defer done()
	s.mu.Lock()
	created := s.created[key]
	s.mu.Unlock()
	if created {
		return taken
	}
	return set()
}
