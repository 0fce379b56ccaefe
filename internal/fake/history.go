package fake

// Versioned is a service's state that can be looked at as it was. Both methods are called under
// [Server.Lock].
type Versioned interface {
	// Snapshot returns a deep copy of the state.
	Snapshot() any
	// Swap puts a snapshot in the place of the state and returns the state that was there.
	Swap(snapshot any) (previous any)
}

// history keeps what the state was after each change, as far back as the stale reads that were
// asked for need. Empty until one is.
type history struct {
	state    Versioned
	depth    int // 0: nobody asked
	versions []version
}

type version struct {
	request int // which request made it
	state   any
}

func (h *history) ask(depth, request int) {
	if h.state == nil || depth <= h.depth {
		return
	}
	h.depth = depth
	if len(h.versions) == 0 {
		h.record(request)
	}
}

func (h *history) record(request int) {
	if h.depth == 0 {
		return
	}
	h.versions = append(h.versions, version{request, h.state.Snapshot()})
	if extra := len(h.versions) - h.depth - 2; extra > 0 {
		h.versions = h.versions[extra:]
	}
}

// beforeChanges returns the version that n changes have replaced since, or the oldest known.
func (h *history) beforeChanges(n int) int { return max(0, len(h.versions)-1-n) }

// atRequest returns the newest version that was made before the last n requests, or the oldest
// known.
func (h *history) atRequest(current, n int) int {
	for i := len(h.versions) - 1; i > 0; i-- {
		if h.versions[i].request < current-n {
			return i
		}
	}
	return 0
}

// at runs f with the state as it was in version i. The newest version stands for the live state,
// which out-of-band changes may have moved on.
func (h *history) at(i int, f func()) {
	if i >= len(h.versions)-1 {
		f()
		return
	}
	live := h.state.Swap(h.versions[i].state)
	defer h.state.Swap(live)
	f()
}
