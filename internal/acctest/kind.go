package acctest

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// Kind is an object of an Apigee organization that is created, changed in place and deleted, for
// tests of what all such resources have in common.
type Kind struct {
	TypeName string
	// Route is the collection's, such as "/tncs".
	Route string
	// Prepare puts into the organization what the object needs; nil: nothing.
	Prepare func(e *Env)
	// Config is the object, and Changed the same with other values in place.
	Config, Changed Attrs
	// Holds is what the service holds of the kind, as Says tells it of a configuration.
	Holds func(e *Env) []string
	Says  func(config Attrs) string
	// Parent is the attribute of Config that comes before the id in import id and identity; "":
	// none.
	Parent string
	// Edit and Remove are what colleagues do to the object in the console.
	Edit, Remove func(e *Env)
	// Renames says that all arguments change in place.
	Renames bool
	// Sets says that the service has the object from the start: creating the resource replaces what
	// stands, and destroying it leaves that.
	Sets bool
	// Key is the attribute of the identity beside the organization; "": id.
	Key string
	// Stuck are the variations under which the service does not make a change that it accepts.
	Stuck func(apigeefake.Switches) bool
}

// Run runs the tests.
func (k Kind) Run(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]func(t *testing.T){
		"life cycle": k.lifeCycle, "imports": k.imports, "switches": k.switches, "faults": k.faults, "lost answer": k.lostAnswer, "exists already": k.exists,
		"declared twice": k.declaredTwice, "wrong account": k.wrongAccount, "unknown provider": k.unknownProvider, "interrupted": k.interrupted,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

func (k Kind) start(t *testing.T) (*Env, *Terraform) {
	t.Helper()
	e := New(t)
	if k.Prepare != nil {
		k.Prepare(e)
	}
	return e, e.Terraform(k.TypeName)
}

func (k Kind) holds(t *testing.T, e *Env, configs ...Attrs) {
	t.Helper()
	var want []string
	for _, config := range configs {
		want = append(want, k.Says(config))
	}
	if got := k.Holds(e); !slices.Equal(got, want) {
		t.Errorf("the service holds %q, not %q", got, want)
	}
}

// ended checks what the service holds of an object whose resource was destroyed.
func (k Kind) ended(t *testing.T, e *Env, was Attrs) {
	t.Helper()
	if k.Sets {
		k.holds(t, e, was)
	} else {
		k.holds(t, e)
	}
}

func (k Kind) key() string { return cmp.Or(k.Key, "id") }

// Expect fails the test unless a command succeeded with this action.
func (o Outcome) Expect(t testing.TB, action string) Outcome {
	t.Helper()
	if o.Failed() || o.Action != action {
		t.Fatalf("got %s with errors %q, want %s", o.Action, o.Errors, action)
	}
	return o
}

// Says fails the test unless each part is in an error, or else in a warning.
func (o Outcome) Says(t testing.TB, parts ...string) {
	t.Helper()
	texts := slices.Concat(o.Errors, o.Warnings)
	for _, part := range parts {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, part) }) {
			t.Errorf("nothing says %q: %q", part, texts)
		}
	}
}

func (k Kind) lifeCycle(t *testing.T) {
	e, tf := k.start(t)
	tf.Apply(k.Config).Expect(t, Create)
	k.holds(t, e, k.Config)
	tf.Plan(k.Config).Expect(t, NoOp)
	tf.Apply(k.Changed).Expect(t, Update)
	k.holds(t, e, k.Changed)
	tf.Plan(k.Changed).Expect(t, NoOp)
	tf.Apply(k.Config).Expect(t, Update)
	k.holds(t, e, k.Config)
	k.Edit(e)
	tf.Plan(k.Config).Expect(t, Update)
	tf.Apply(k.Config).Expect(t, Update)
	k.holds(t, e, k.Config)
	tf.Destroy().Expect(t, Delete)
	k.ended(t, e, k.Config)
	tf.Apply(k.Config).Expect(t, Create)
	k.Remove(e)
	tf.Plan(k.Config).Expect(t, Create)
	if tf.State != nil {
		t.Error("what is gone stays in the state")
	}
}

func (k Kind) imports(t *testing.T) {
	_, tf := k.start(t)
	tf.Apply(k.Config).Expect(t, Create)
	id, identity := tf.State.Attrs()["id"].(string), tf.Identity() //nolint:forcetypeassert // an id is a text
	if identity[k.key()] != id || identity["organization"] != Organization {
		t.Errorf("identity is %v", identity)
	}
	for name, load := range map[string]func() Outcome{
		"id":                       func() Outcome { return tf.Import(k.importID(id)) },
		"identity":                 func() Outcome { return tf.ImportIdentity(identity) },
		"without the organization": func() Outcome { return tf.ImportIdentity(k.identity(id)) },
	} {
		tf.State = nil
		if out := load(); out.Failed() {
			t.Fatalf("%s: %q", name, out.Errors)
		}
		tf.Plan(k.Config).Expect(t, NoOp)
	}
	other := k.identity(id)
	other["organization"] = "other"
	tf.ImportIdentity(other).Says(t, "belongs to another account")
	tf.Import(k.importID("no-such-object")).Says(t, "non-existent")
	tf.Import(k.importID(" ")).Says(t, map[bool]string{true: "is empty", false: "has an empty part"}[k.Parent == ""])
}

// importID is the import id of an object, and identity its identity without the organization.
func (k Kind) importID(id string) string {
	if k.Parent == "" {
		return id
	}
	return k.Config[k.Parent].(string) + "/" + id //nolint:forcetypeassert // a name is a text
}

func (k Kind) identity(id string) Attrs {
	identity := Attrs{k.key(): id}
	if k.Parent != "" {
		identity[k.Parent] = k.Config[k.Parent]
	}
	return identity
}

func (k Kind) switches(t *testing.T) {
	for _, v := range apigeefake.Variations() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			e, tf := k.start(t)
			e.Apigee.Switch(func(s *apigeefake.Switches) { *s = v.Switches })
			tf.Apply(k.Config).Expect(t, Create)
			tf.Plan(k.Config).Expect(t, NoOp)
			out := tf.Apply(k.Changed).Expect(t, Update)
			if k.Stuck != nil && k.Stuck(v.Switches) {
				out.Says(t, "is not as asked")
				tf.Plan(k.Changed).Expect(t, Update)
			} else {
				tf.Plan(k.Changed).Expect(t, NoOp)
			}
			id := tf.State.Attrs()["id"].(string) //nolint:forcetypeassert // an id is a text
			tf.State = nil
			if out := tf.Import(k.importID(id)); out.Failed() {
				t.Fatal(out.Errors)
			}
			tf.Destroy().Expect(t, Delete)
			k.ended(t, e, k.Changed)
		})
	}
}

// What took effect is in the state and there once; whatever happened, applying again ends well.
func (k Kind) faults(t *testing.T) {
	for name, fault := range map[string]fake.Fault{
		"500": fake.Status(500, ""), "429": fake.TooManyRequests(""), "drop before effect": fake.DropBefore(), "drop after effect": fake.DropAfter(),
		"truncated": fake.Truncate(), "html 502": fake.HTML(502), "html 200": fake.HTML(200), "no id": fake.OmitKeys("id"), "lost token": fake.LoseTokens(),
	} {
		for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
			for _, times := range []int{1, 1000} {
				t.Run(name+" on "+method+map[int]string{1: " once", 1000: " always"}[times], func(t *testing.T) {
					t.Parallel()
					e, tf := k.start(t)
					strike := func(command func()) {
						e.Server.Inject(fault, fake.On(method, k.Route), fake.Times(times))
						command()
						e.Server.ClearFaults()
						if tf.Tainted {
							t.Error("the object is tainted")
						}
						if got := k.Holds(e); len(got) > 1 {
							t.Errorf("the service holds %q", got)
						}
					}
					strike(func() { tf.Apply(k.Config) })
					if out := tf.Apply(k.Config); out.Failed() {
						t.Fatalf("applying again: %q", out.Errors)
					}
					k.holds(t, e, k.Config)
					strike(func() { tf.Apply(k.Changed) })
					if out := tf.Apply(k.Changed); out.Failed() {
						t.Fatalf("changing again: %q", out.Errors)
					}
					k.holds(t, e, k.Changed)
					tf.Plan(k.Changed).Expect(t, NoOp)
					strike(func() { tf.Destroy() })
					if out := tf.Destroy(); tf.State != nil && out.Failed() {
						t.Fatalf("destroying again: %q", out.Errors)
					}
					k.ended(t, e, k.Changed)
				})
			}
		}
	}
}

func (k Kind) lostAnswer(t *testing.T) {
	e, tf := k.start(t)
	e.Server.Inject(fake.DropAfter(), fake.On("POST", k.Route))
	tf.Apply(k.Config).Expect(t, Create)
	if got := e.Server.Count("POST", k.Route); got != 1 && !k.Sets {
		t.Errorf("%d POSTs", got)
	}
	k.holds(t, e, k.Config)
}

func (k Kind) exists(t *testing.T) {
	e, tf := k.start(t)
	tf.Apply(k.Config).Expect(t, Create)
	tf.State = nil
	if k.Sets {
		tf.Apply(k.Changed).Expect(t, Create).Says(t, "was replaced")
		k.holds(t, e, k.Changed)
		return
	}
	tf.Apply(k.Changed).Says(t, "already exists", "import {", k.TypeName)
	tf.Apply(k.Config).Expect(t, Create).Says(t, "Adopted")
	k.holds(t, e, k.Config)
	tf.Plan(k.Config).Expect(t, NoOp)
}

func (k Kind) declaredTwice(t *testing.T) {
	e, tf := k.start(t)
	again := e.Terraform(k.TypeName)
	tf.Hold(again)
	tf.Apply(k.Config).Expect(t, Create)
	again.Apply(k.Config).Says(t, "wo resources of this configuration declare the same object")
	k.holds(t, e, k.Config)
}

func (k Kind) wrongAccount(t *testing.T) {
	e, tf := k.start(t)
	e.Apigee.AddOrganization(apigeefake.Organization{ID: "other"})
	tf.Apply(k.Config).Expect(t, Create)
	block := Attrs{}
	for name, value := range e.Block["apigee"].(Attrs) { //nolint:forcetypeassert // the block of Env is an object
		block[name] = value
	}
	block["organization"] = "other"
	e.Block["apigee"] = block
	e.Server.ResetJournal()
	for name, out := range map[string]Outcome{
		"refresh": tf.Refresh(), "update": tf.Apply(k.Changed, WithoutRefresh()), "destroy": tf.Apply(nil, WithoutRefresh()),
	} {
		out.Says(t, "belongs to another account")
		if tf.State == nil {
			t.Errorf("%s removed the state", name)
		}
	}
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("the other account was asked: %v", sent)
	}
}

func (k Kind) unknownProvider(t *testing.T) {
	e, tf := k.start(t)
	tf.Apply(k.Config).Expect(t, Create)
	block := Attrs{}
	for name, value := range e.Block["apigee"].(Attrs) { //nolint:forcetypeassert // the block of Env is an object
		block[name] = value
	}
	block["endpoint"] = Unknown
	e.Block["apigee"] = block
	e.Server.ResetJournal()
	tf.Plan(k.Config).Expect(t, NoOp).Says(t, "apigee.endpoint")
	tf.Plan(k.Changed).Expect(t, Update)
	tf.Plan(nil).Expect(t, Delete)
	fresh := e.Terraform(k.TypeName)
	fresh.Plan(k.Config).Expect(t, Create)
	fresh.Import("any").Says(t, "apigee.endpoint")
	if sent := e.Server.Journal(); len(sent) > 0 {
		t.Errorf("something was sent: %v", sent)
	}
}

func (k Kind) interrupted(t *testing.T) {
	e, tf := k.start(t)
	held := e.Server.Inject(fake.Slow(fake.CommitFirst), fake.On("POST", k.Route))
	var stopped sync.WaitGroup
	out := tf.Apply(k.Config, Stopping(func(stop func()) {
		stopped.Go(func() {
			<-held.Arrived()
			stop()
			held.Release()
		})
	}))
	stopped.Wait()
	out.Expect(t, Create)
	if k.Sets { // by several requests, of which one was sent
		tf.Apply(k.Config).Expect(t, Update)
	}
	k.holds(t, e, k.Config)
}
