package once

import (
	"errors"
	"fmt"
	"strings"
)

// ErrClaimed says that another Create or Rename of this run has taken the key: two resources stand
// for one object. Nothing was sent.
var ErrClaimed = errors.New("two resources of this configuration declare the same object")

var errNoID = errors.New("the service answered without an id")

// Found is an object that stands under a key.
type Found struct {
	// ID is what the service calls it.
	ID string
	// Text describes it for people; empty where the kind has no words for it.
	Text string
}

// ConflictError says that what exists under a key is not the one object that was asked for: the
// user has to import it, rename it or remove it.
type ConflictError struct {
	Key string
	// Found are the objects under the key, at least one.
	Found []Found
	// Differences tells in words how the only object found differs; empty if several were found.
	Differences []string
	// Posted: a POST with unknown outcome was sent before, which may have made one of the objects,
	// or none of them.
	Posted bool
	// Managed: another resource manages what was found, as this run changes, has changed or has
	// tried to delete it.
	Managed bool
}

func (e *ConflictError) Error() string {
	text := fmt.Sprintf("%d objects exist already under %s", len(e.Found), e.Key)
	if len(e.Differences) > 0 {
		text = fmt.Sprintf("%s exists already, but differs: %s", e.Key, strings.Join(e.Differences, "; "))
	}
	if e.Managed {
		text = fmt.Sprintf("%s exists already, and another resource of this configuration manages it", e.Key)
	}
	if e.Posted {
		text += "; it appeared after a request to create it whose outcome is unknown"
	}
	return text
}

// ReplayError says that the service repeated the answer to an earlier POST, whose object is deleted
// by now or stands under another key. Nothing was made, and posting the key again does no harm.
type ReplayError struct {
	// ID is the object's that was answered.
	ID string
}

func (e *ReplayError) Error() string {
	return "the service repeated its answer to an earlier request, which made " + e.ID + "; that object is terminated or renamed by now, and nothing was created"
}

// UnsettledError says that a POST was sent, that its outcome is unknown, and that the object was
// not found since. The key is not posted again in this run; the next run looks it up first.
type UnsettledError struct {
	Key string
	// Post is why the outcome of the POST is unknown.
	Post error
	// LookUp is why the last look-up failed, or the context's error if it was interrupted; nil: it
	// found nothing.
	LookUp error
}

func (e *UnsettledError) Error() string {
	text := fmt.Sprintf("whether %s was created is unknown: %v; ", e.Key, e.Post)
	if e.LookUp == nil {
		text += "it was looked for and not found"
	} else {
		text += fmt.Sprintf("looking for it failed: %v", e.LookUp)
	}
	return text + "; it is not created again in this run, and the next run looks for it first"
}

// Unwrap returns the error of the POST and that of the look-up.
func (e *UnsettledError) Unwrap() []error {
	if e.LookUp == nil {
		return []error{e.Post}
	}
	return []error{e.Post, e.LookUp}
}
