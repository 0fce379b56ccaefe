package once

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

var (
	errLost    = errors.New("connection lost")   // a POST's outcome is unknown
	errRefused = errors.New("refused")           // nothing happened
	errSick    = errors.New("listing not there") // a look-up failed
)

// entry is an object of the model service. Two parts make it whole.
type entry struct {
	ID, Key, Text string
	Parts         int
}

// weather is what goes wrong with one request.
type weather struct {
	arrives  time.Duration // on its way to the service, given up at once when the caller is cancelled
	answers  time.Duration // on its way back, whatever the caller does
	refused  bool          // POST: definitely without effect
	lost     bool          // POST: never arrives, and nobody knows
	dropped  bool          // POST: takes effect, the answer is lost
	late     time.Duration // POST: with dropped, takes effect that much after the answer was lost
	noID     bool          // POST: takes effect, the answer is a success without an id
	panics   bool          // POST: takes effect, then the caller dies
	half     time.Duration // POST: the second part appears that much later than the first
	forgets  bool          // POST: the service does not keep the key
	mute     bool          // POST: the answer, and only the answer, lacks the key
	sameID   string        // POST: the service derives this id
	fails    bool          // list
	lag      time.Duration // list: shows how things were that long ago
	smearing bool          // list: each object as it was at an instant of its own while the listing ran
}

// service is a model of a service that keeps its whole history, so that a listing can show any time
// of it.
type service struct {
	onPost, onList func(n int) weather

	mu      sync.Mutex
	history []*record
	posts   []entry  // as they arrived
	sent    []string // keys of POSTs that were not definitely refused
	lists   int
}

type record struct {
	entry
	from, whole, until time.Time // until is zero while it is not deleted
}

// forecast is the weather of the first requests; it is fine from then on.
func forecast(days ...weather) func(int) weather {
	return func(n int) weather {
		if n < len(days) {
			return days[n]
		}
		return weather{}
	}
}

func newService() *service {
	return &service{onPost: forecast(), onList: forecast()}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d == 0 {
		return ctx.Err()
	}
	return wait(ctx, d)
}

func (s *service) post(ctx context.Context, asked entry) (entry, error) {
	s.mu.Lock()
	w := s.onPost(len(s.posts))
	s.posts = append(s.posts, asked)
	s.mu.Unlock()
	if err := sleep(ctx, w.arrives); err != nil {
		return entry{}, err
	}
	// From here on the request is on the wire: nothing calls it back.
	defer time.Sleep(w.answers)
	s.mu.Lock()
	defer s.mu.Unlock()
	if w.refused {
		return entry{}, errRefused
	}
	s.sent = append(s.sent, asked.Key)
	if w.lost {
		return entry{}, errLost
	}
	made := asked
	made.ID = w.sameID
	if made.ID == "" {
		made.ID = fmt.Sprintf("id-%d", len(s.history)+1)
	}
	if w.forgets {
		made.Key = ""
	}
	from := time.Now()
	if w.dropped {
		from = from.Add(w.answers + w.late)
	}
	made.Parts = 2
	s.history = append(s.history, &record{entry: made, from: from, whole: from.Add(w.half)})
	switch {
	case w.panics:
		panic("killed")
	case w.dropped:
		return entry{}, errLost
	case w.noID:
		return entry{}, nil
	}
	if w.mute {
		made.Key = ""
	}
	if w.half > 0 {
		made.Parts = 1
	}
	return made, nil
}

func (s *service) list(ctx context.Context) ([]entry, error) {
	s.mu.Lock()
	w := s.onList(s.lists)
	s.lists++
	s.mu.Unlock()
	began := time.Now()
	if err := sleep(ctx, w.arrives); err != nil {
		return nil, err
	}
	if w.fails {
		return nil, errSick
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var listed []entry
	for i, r := range s.history {
		at := time.Now().Add(-w.lag)
		if w.smearing && i%2 == 0 {
			at = began
		}
		if r.from.After(at) || !r.until.IsZero() && !r.until.After(at) {
			continue
		}
		shown := r.entry
		if r.whole.After(at) {
			shown.Parts = 1
		}
		listed = append(listed, shown)
	}
	return listed, nil
}

func (s *service) delete(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.history {
		if r.ID == id && r.until.IsZero() {
			r.until = time.Now()
		}
	}
}

// add is another actor's doing.
func (s *service) add(e entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.history = append(s.history, &record{entry: e, from: time.Now(), whole: time.Now()})
}

// alive returns the ids of what exists, or is bound to, under a key.
func (s *service) alive(key string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []string
	for _, r := range s.history {
		if r.Key == key && r.until.IsZero() {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func (s *service) posted() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.posts)
}

func (s *service) listed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lists
}

const settleTimeout = 30 * time.Second

// book begins a run: what a new process knows.
func (s *service) book(with ...func(*Options[entry])) *Book[entry] {
	o := Options[entry]{
		List:      s.list,
		Key:       func(e entry) string { return e.Key },
		ID:        func(e entry) string { return e.ID },
		Complete:  func(e entry) bool { return e.Parts == 2 },
		Ambiguous: func(err error) bool { return errors.Is(err, errLost) },
		Settling:  Settling{Timeout: settleTimeout},
	}
	for _, option := range with {
		option(&o)
	}
	return NewBook(o)
}

// ask is the request for an object.
func (s *service) ask(key, text string) Request[entry] {
	return Request[entry]{
		Key: key,
		Differences: func(found entry) []string {
			if found.Text != text {
				return []string{fmt.Sprintf("text is %q, not %q", found.Text, text)}
			}
			return nil
		},
		Refuse: func(found entry) error {
			if strings.HasPrefix(found.Text, "void") {
				return errSpent
			}
			return nil
		},
		Post: func(ctx context.Context) (entry, error) {
			return s.post(ctx, entry{Key: key, Text: text})
		},
	}
}

var errSpent = errors.New("the reference is spent")

func repeat(n int, w weather) []weather {
	return slices.Repeat([]weather{w}, n)
}

func (s *service) rename(id, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.history {
		if r.ID == id {
			r.Key = key
		}
	}
}

// Adopted reports whether this run adopted the object with that id.
func (b *Book[T]) Adopted(id string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.adopted[id]
}
