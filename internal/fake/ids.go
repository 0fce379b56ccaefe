package fake

import (
	"fmt"
	"sync/atomic"
)

// idForm is that of a UUID. The first group is the seed, so that servers of one test need not hand
// out equal ids.
const idForm = "%08x-0000-4000-8000-%012x"

type idSource struct {
	seed uint32
	next atomic.Uint64
}

func (s *idSource) id() string { return fmt.Sprintf(idForm, s.seed, s.next.Add(1)) }

// taken keeps an id that an earlier server has handed out from being handed out again.
func (s *idSource) taken(id string) {
	var seed uint32
	var n uint64
	if _, err := fmt.Sscanf(id, idForm, &seed, &n); err != nil || seed != s.seed {
		return
	}
	for was := s.next.Load(); was < n && !s.next.CompareAndSwap(was, n); was = s.next.Load() {
	}
}
