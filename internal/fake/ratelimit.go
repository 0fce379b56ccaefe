package fake

import "time"

// rateLimit lets n requests pass per second, the first n of them at once. It is kept as the instant
// at which the next request would be on time if all came evenly, which needs no counting of
// fractions.
type rateLimit struct {
	interval time.Duration // 0: no limit
	next     time.Time
}

// take returns 0 if a request may pass at the given instant, else how long it should have waited.
func (l *rateLimit) take(now time.Time) time.Duration {
	if l.interval == 0 {
		return 0
	}
	if l.next.Before(now) {
		l.next = now
	}
	if early := l.next.Sub(now) - (time.Second - l.interval); early > 0 {
		return early
	}
	l.next = l.next.Add(l.interval)
	return 0
}

// SetRateLimit makes the server answer 429 with Retry-After to more than n requests per second, by
// its own clock and after a burst of n; 0 removes the limit.
func (s *Server) SetRateLimit(n int) {
	s.admin.Lock()
	defer s.admin.Unlock()
	s.limit = rateLimit{}
	if n > 0 {
		s.limit.interval = time.Second / time.Duration(n)
	}
}
