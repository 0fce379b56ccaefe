package fwkit

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Facts that MarkRead and MarkEnd note of an object beside its type name.
const (
	heldTwice = " held twice"
	ends      = " ends"
	recordOf  = " is the record of"
)

// MarkRead notes that this process has read the object id of type typeName, and so is planning:
// only then may a plan replace the object (see RequireReplace). It warns when the object was read
// before: the state then holds it twice, and what one resource changes or destroys is missing from
// the other. If one of the two is planned to be destroyed, it is an error: see MarkEnd.
func (p *ProviderData) MarkRead(typeName, id string, diags *diag.Diagnostics) {
	record := p.record(typeName, id)
	if p.NoteFirst(typeName, record) {
		return
	}
	p.Note(typeName+heldTwice, record)
	if p.Noted(typeName+ends, record) {
		refuseEnd(typeName, id, diags)
		return
	}
	diags.AddWarning(fmt.Sprintf("Two resources manage %s %s", typeName, id),
		"Each undoes what the other does, and destroying one destroys the object of both. Remove one of them from the configuration and, with `terraform state rm`, from the state.")
}

// MarkEnd notes that the object is planned to be destroyed, with an effect in the service. It adds
// an error and returns false if the state holds the object twice: the other one is another
// resource, or what create_before_destroy leaves deposed when its run does not come to the end.
// MarkRead finds it where this is planned first.
func (p *ProviderData) MarkEnd(typeName, id string, diags *diag.Diagnostics) bool {
	if p == nil {
		return true
	}
	record := p.record(typeName, id)
	p.Note(typeName+ends, record)
	if p.Noted(typeName+heldTwice, record) {
		refuseEnd(typeName, id, diags)
		return false
	}
	return true
}

func refuseEnd(typeName, id string, diags *diag.Diagnostics) {
	diags.AddError(fmt.Sprintf("Two resources manage %s %s, and one would be destroyed", typeName, id),
		"Destroying either destroys the object of both, so nothing was changed. Either two resources of the configuration name it, or an apply with create_before_destroy was interrupted and left the old one as deposed. "+
			"Remove one of them from the state with `terraform state rm ADDRESS`, which removes a deposed one too, and import the object again where it belongs.")
}

// WasRead reports whether MarkRead was called for the object in this process.
func (p *ProviderData) WasRead(typeName, id string) bool {
	return p.Noted(typeName, p.record(typeName, id))
}

// NoteRecord notes by which id the service keeps the object that the state calls id, for a kind
// whose objects can be named in two ways. Call it before MarkRead.
func (p *ProviderData) NoteRecord(typeName, id, record string) {
	if record != "" {
		p.notes.Store(note(typeName+recordOf, id), record)
	}
}

func (p *ProviderData) record(typeName, id string) string {
	if p != nil {
		if record, ok := p.notes.Load(note(typeName+recordOf, id)); ok {
			return fmt.Sprint(record)
		}
	}
	return id
}

// Note remembers a fact about a key for the rest of this process, so that what is planned for one
// resource can be held against what is planned for another.
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
