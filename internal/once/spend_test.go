package once

import (
	"context"
	"errors"
	"testing"
)

// TestSpend: what a run takes back is not created again in it, whatever a listing shows, and what
// it has adopted or is looking for is not taken back.
func TestSpend(t *testing.T) {
	t.Parallel()
	var listed []string
	b := NewBook(Options[string]{
		List:      func(context.Context) ([]string, error) { return listed, nil },
		Key:       func(s string) string { return s },
		ID:        func(s string) string { return s },
		Ambiguous: func(error) bool { return false },
	})
	posts := 0
	create := func(key string, post func() error) error {
		_, err := b.Create(t.Context(), Request[string]{Key: key, Differences: func(string) []string { return nil }, Post: func(context.Context) (string, error) {
			posts++
			return key, post()
		}})
		return err
	}
	fine := func() error { return nil }

	if b.Taken("a") || !b.Spend("a") || !b.Spend("a") {
		t.Error("a key that nobody looks for was not spent")
	}
	if err := create("a", fine); !errors.Is(err, ErrSpent) || posts != 0 {
		t.Errorf("error %v after %d posts", err, posts)
	}
	if err := create("posted", fine); err != nil || b.Taken("posted") || !b.Spend("posted") {
		t.Errorf("what this run posted can be taken back: %v", err)
	}
	if err := create("posted", fine); !errors.Is(err, ErrSpent) {
		t.Errorf("error %v", err)
	}
	if err := create("under way", func() error {
		if !b.Taken("under way") || b.Spend("under way") {
			t.Error("a key that is being looked for was spent")
		}
		return nil
	}); err != nil {
		t.Error(err)
	}

	listed = []string{"found"}
	b.listing.kept = nil
	if err := create("found", fine); err != nil || !b.Taken("found") || b.Spend("found") {
		t.Errorf("an adopted object was taken back: %v", err)
	}
}
