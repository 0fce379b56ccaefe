package collection

import "sync/atomic"

// Writes counts the writes of one client to one service. Every collection of that service shares
// it, because a write may change more than its own object: a ledger entry moves a balance, a
// revision ends its parent. The zero value is ready for use.
type Writes struct {
	n atomic.Uint64
}

// Record says that a write may have taken effect: it answered, or failed in any way after it was
// sent. Reads that begin from now on do not see older listings.
func (w *Writes) Record() {
	w.n.Add(1)
}

func (w *Writes) count() uint64 {
	if w == nil {
		return 0
	}
	return w.n.Load()
}
