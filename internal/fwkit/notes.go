package fwkit

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Facts that MarkRead and MarkEnd note of an object beside its type name.
const (
	heldTwice = " held twice"
	ends      = " ends"
)

// MarkRead notes that this process has read the object id of type typeName, and so
// is planning: only then may a plan replace the object (see RequireReplace). It warns
// when the object was read before: the state then holds it twice, and what one
// resource changes or destroys is missing from the other. If one of the two is
// planned to be destroyed, it is an error: see MarkEnd.
func (p *ProviderData) MarkRead(typeName, id string, diags *diag.Diagnostics) {
	if p.NoteFirst(typeName, id) {
		return
	}
	p.Note(typeName+heldTwice, id)
	if p.Noted(typeName+ends, id) {
		refuseEnd(typeName, id, diags)
		return
	}
	diags.AddWarning(fmt.Sprintf("Two resources manage %s %s", typeName, id),
		"Each would undo what the other does, and destroying one destroys the other's object. Take one of them out of the configuration and, with `terraform state rm`, out of the state.")
}

// MarkEnd notes that the object is planned to be destroyed, with an effect in the
// service. It adds an error and returns false if the state holds the object twice:
// the other one is another resource, or what create_before_destroy leaves deposed
// when its run does not come to the end. MarkRead finds it where this is planned
// first.
func (p *ProviderData) MarkEnd(typeName, id string, diags *diag.Diagnostics) bool {
	if p == nil {
		return true
	}
	p.Note(typeName+ends, id)
	if p.Noted(typeName+heldTwice, id) {
		refuseEnd(typeName, id, diags)
		return false
	}
	return true
}

func refuseEnd(typeName, id string, diags *diag.Diagnostics) {
	diags.AddError(fmt.Sprintf("The state holds %s %s twice, and one of the two would be destroyed", typeName, id),
		"It is one object in the service. The state has it for two resources, or for one resource and, deposed, for its predecessor, because a run with create_before_destroy did not come to its end. "+
			"Destroying either destroys the object of both, so nothing was changed. Forget it with `terraform state rm ADDRESS`, which forgets a deposed one too, and import it where it belongs.")
}

// WasRead reports whether MarkRead was called for the object in this process.
func (p *ProviderData) WasRead(typeName, id string) bool { return p.Noted(typeName, id) }

// Note remembers a fact about a key for the rest of this process, so that what is
// planned for one resource can be held against what is planned for another.
func (p *ProviderData) Note(fact, key string) { p.notes.Store(note(fact, key), true) }

// Noted reports whether Note was called for the fact and the key in this process.
func (p *ProviderData) Noted(fact, key string) bool {
	if p == nil {
		return false
	}
	_, ok := p.notes.Load(note(fact, key))
	return ok
}

func note(fact, key string) string { return fact + "\x00" + key }

// NoteFirst is Note; it reports whether nobody noted the fact for the key before.
func (p *ProviderData) NoteFirst(fact, key string) bool {
	_, before := p.notes.LoadOrStore(note(fact, key), true)
	return !before
}
