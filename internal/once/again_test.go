package once

import (
	"context"
	"errors"
	"testing"
)

// TestAgain: who keeps nothing may ask twice, and finds what this run has made, whatever a listing
// shows; a request that keeps it adopts it, once.
func TestAgain(t *testing.T) {
	t.Parallel()
	lost := errors.New("lost")
	b := NewBook(Options[string]{
		List:      func(context.Context) ([]string, error) { return nil, nil },
		Key:       func(s string) string { return s },
		ID:        func(s string) string { return s },
		Ambiguous: func(err error) bool { return errors.Is(err, lost) },
	})
	posts := 0
	create := func(key string, again bool, answer error) (Result[string], error) {
		return b.Create(t.Context(), Request[string]{Key: key, Again: again, Differences: func(string) []string { return nil }, Post: func(context.Context) (string, error) {
			posts++
			return key, answer
		}})
	}
	for i, step := range []struct {
		key     string
		again   bool
		answer  error
		outcome Outcome
		posts   int
		is      error
	}{
		{"a", true, nil, Posted, 1, nil},
		{"a", true, nil, Adopted, 1, nil},
		{"a", false, nil, Adopted, 1, nil},
		{"a", true, nil, Adopted, 1, nil},
		{"a", false, nil, 0, 1, ErrClaimed},
		{"kept", false, nil, Posted, 2, nil},
		{"kept", true, nil, Adopted, 2, nil},
		{"kept", false, nil, 0, 2, ErrClaimed},
		{"refused", true, errors.ErrUnsupported, 0, 3, errors.ErrUnsupported},
		{"refused", true, nil, Posted, 4, nil},
		{"lost", true, lost, 0, 5, lost},
		{"lost", true, nil, 0, 5, lost},
		{"lost", false, nil, 0, 5, lost},
	} {
		result, err := create(step.key, step.again, step.answer)
		if result.Outcome != step.outcome || posts != step.posts || !errors.Is(err, step.is) {
			t.Errorf("step %d: outcome %d, error %v, %d posts", i, result.Outcome, err, posts)
		}
	}
	if !b.Spend("kept") {
		t.Error("what only an action has found is not adopted")
	}
}
