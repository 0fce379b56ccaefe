package apigeefake

// name reads a name, and makes of it what the switch says.
func (c *call) name(in *input, key string, place *string) {
	in.text(key, place)
	if *place = c.switches.Names.Spell(*place); *place == "" && in.given(key) {
		in.fail("%s must not be blank", key)
	}
}
