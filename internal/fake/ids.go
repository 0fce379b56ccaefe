package fake

import (
	"fmt"
	"sync/atomic"
)

type idSource struct {
	seed uint32
	next atomic.Uint64
}

// id returns a UUID-shaped text. The seed is its first group, so that servers of one test need not
// hand out equal ids.
func (s *idSource) id() string {
	n := s.next.Add(1)
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", s.seed, n)
}
