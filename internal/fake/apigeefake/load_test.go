package apigeefake

import (
	"reflect"
	"testing"
)

// All that an organization holds comes back from a dump, but whether it is hidden.
func TestDump_hasEveryKindOfObject(t *testing.T) {
	t.Parallel()
	held, dumped := reflect.TypeFor[organization]().NumField()-1, reflect.TypeFor[OrganizationSeed]().NumField()
	if held != dumped {
		t.Errorf("an organization holds %d kinds of objects, its seed has %d: add the missing one to OrganizationSeed, Dump and Load", held, dumped)
	}
}
