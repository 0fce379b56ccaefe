package fwkit

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Facts that MarkEnd and NoteRecord note of an object beside its type name.
const (
	ends     = " ends"
	recordOf = " is the record of"
)

// instanceKey is where private state keeps what tells one resource of the state from another: an
// address, which Terraform does not say.
const instanceKey = "instance"

// MarkRead notes that this process has read an object, and so is planning: only then may a plan
// replace the object (see RequireReplace). It warns when another resource has read the object: the
// state then holds it twice, and what one resource changes or destroys is missing from the other.
// If one of the two is planned to be destroyed, it is an error: see MarkEnd. One resource may read
// again and again: `terraform test` makes many plans in one process.
func (r *Resource[C]) MarkRead(ctx context.Context, private PrivateState, id string, diags *diag.Diagnostics) {
	instance := r.keepInstance(ctx, private, diags)
	if !r.Provider.read(r.TypeName, id, instance) {
		return
	}
	if r.Provider.Noted(r.TypeName+ends, r.Provider.record(r.TypeName, id)) {
		refuseEnd(r.TypeName, id, diags)
		return
	}
	diags.AddWarning(fmt.Sprintf("Two resources manage %s %s", r.TypeName, id),
		"Each undoes what the other does, and destroying one destroys the object of both. Remove one of them from the configuration and, with `terraform state rm`, from the state.")
}

// keepInstance returns what private state keeps under instanceKey, made up where it keeps nothing.
func (r *Resource[C]) keepInstance(ctx context.Context, private PrivateState, diags *diag.Diagnostics) string {
	kept, problems := private.GetKey(ctx, instanceKey)
	if len(kept) == 0 {
		kept = []byte(strconv.Quote(rand.Text()))
		problems.Append(private.SetKey(ctx, instanceKey, kept)...)
	}
	diags.Append(problems...)
	return string(kept)
}

// read notes that a resource has read the object, and reports whether another one had.
func (p *ProviderData) read(typeName, id, instance string) (twice bool) {
	key := note(typeName, p.record(typeName, id))
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.readers == nil {
		p.readers = map[string]map[string]bool{}
	}
	if p.readers[key] == nil {
		p.readers[key] = map[string]bool{}
	}
	p.readers[key][instance] = true
	return len(p.readers[key]) > 1
}

// countReaders is how many resources have read the object in this process.
func (p *ProviderData) countReaders(typeName, id string) int {
	if p == nil {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.readers[note(typeName, p.record(typeName, id))])
}

// MarkEnd notes that the object is planned to be destroyed, with an effect in the service. It adds
// an error and returns false if the state holds the object twice: the other one is another
// resource, or what create_before_destroy leaves deposed when its run does not come to the end.
// MarkRead finds it where this is planned first.
func (p *ProviderData) MarkEnd(typeName, id string, diags *diag.Diagnostics) bool {
	if p == nil {
		return true
	}
	p.Note(typeName+ends, p.record(typeName, id))
	if p.countReaders(typeName, id) > 1 {
		refuseEnd(typeName, id, diags)
		return false
	}
	return true
}

// Destroyed forgets what MarkRead and MarkEnd have noted of a resource, by its private state as
// Terraform keeps it.
func (p *ProviderData) Destroyed(private []byte) {
	var kept map[string][]byte
	if p == nil || json.Unmarshal(private, &kept) != nil {
		return
	}
	instance := string(kept[instanceKey])
	p.mu.Lock()
	defer p.mu.Unlock()
	for key, instances := range p.readers {
		if instances[instance] {
			delete(instances, instance)
			typeName, record, _ := strings.Cut(key, separator)
			p.Forget(typeName+ends, record)
		}
	}
}

func refuseEnd(typeName, id string, diags *diag.Diagnostics) {
	diags.AddError(fmt.Sprintf("Two resources manage %s %s, and one would be destroyed", typeName, id),
		"Destroying either destroys the object of both, so nothing was changed. Either two resources of the configuration name it, or an apply with create_before_destroy was interrupted and left the old one as deposed. "+
			"Remove one of them from the state with `terraform state rm ADDRESS`, which removes a deposed one too, and import the object again where it belongs.")
}

// WasRead reports whether MarkRead was called for the object in this process.
func (p *ProviderData) WasRead(typeName, id string) bool { return p.countReaders(typeName, id) > 0 }

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

// Forget takes back what was noted, when it is done: the process may plan again.
func (p *ProviderData) Forget(fact, key string) { p.notes.Delete(note(fact, key)) }

const separator = "\x00"

func note(fact, key string) string { return fact + separator + key }

// NoteFirst is Note; it reports whether nobody noted the fact for the key before.
func (p *ProviderData) NoteFirst(fact, key string) bool {
	_, before := p.notes.LoadOrStore(note(fact, key), true)
	return !before
}
