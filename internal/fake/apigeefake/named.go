package apigeefake

import (
	_ "embed" // for the source of Switches

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

//go:embed switches.go
var source string

// NamedSwitches lists the fields of [Switches] with what they mean.
func NamedSwitches() []fake.Switch { return fake.ReadSwitches(source) }

// SetSwitch sets a field of [Switches] by its name, from the next request on. Nothing changes if
// there is no such field or it cannot have that value.
func (s *Service) SetSwitch(name, value string) (err error) {
	s.Switch(func(all *Switches) {
		next := *all
		if err = fake.SetSwitch(NamedSwitches(), &next, name, value); err == nil {
			*all = next
		}
	})
	return err
}
