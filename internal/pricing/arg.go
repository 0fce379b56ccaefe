package pricing

import "errors"

// ErrUnknown means that the answer depends on a value that is not known yet.
var ErrUnknown = errors.New("a value that the price depends on is not known yet")

// Arg is a value that may be absent (the zero Arg), known, or not known yet.
type Arg[T any] struct {
	value          T
	known, unknown bool
}

// Known returns a known value.
func Known[T any](value T) Arg[T] { return Arg[T]{value: value, known: true} }

// Unknown returns a value that is not known yet.
func Unknown[T any]() Arg[T] { return Arg[T]{unknown: true} }

// Get returns the value and whether it is known.
func (a Arg[T]) Get() (T, bool) { return a.value, a.known }

// IsAbsent reports whether there is no value.
func (a Arg[T]) IsAbsent() bool { return !a.known && !a.unknown }

// IsUnknown reports whether the value is not known yet.
func (a Arg[T]) IsUnknown() bool { return a.unknown }

// or returns the value, or byDefault where it is absent, or ErrUnknown.
func (a Arg[T]) or(byDefault T) (T, error) {
	switch {
	case a.unknown:
		return byDefault, ErrUnknown
	case a.known:
		return a.value, nil
	}
	return byDefault, nil
}
