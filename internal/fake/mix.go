package fake

import (
	"fmt"
	"hash/fnv"
)

// Share is a fault and the percentage of requests it shall strike.
type Share struct {
	Percent int
	Fault   Fault
}

// Mix is a fault that strikes like one of several, for campaigns: Inject(Mix(7, Share{5,
// DropAfter()}, Share{10, Status(503, "")}), Always()). What strikes depends on the seed, the
// request (method, path, query, body) and how often that very request was seen, not on the order in
// which requests of parallel clients arrive. Percentages sum to at most 100. [Stale] and [Lag]
// cannot take part.
func Mix(seed uint64, shares ...Share) Fault {
	sum := 0
	for _, s := range shares {
		if s.Fault.choose != nil || s.Fault.history > 0 {
			panic(fmt.Sprintf("fake: %q cannot be part of a mix", s.Fault.name))
		}
		sum += s.Percent
	}
	if sum > 100 {
		panic(fmt.Sprintf("fake: the shares of a mix sum to %d percent", sum))
	}
	return Fault{name: "mix", choose: func(r *Request, i *Injection) (Fault, bool) {
		key := fmt.Sprintf("%s %s?%s %s", r.Method, r.Path, r.Query.Encode(), r.Body)
		i.repeats[key]++
		hash := fnv.New64a()
		fmt.Fprintf(hash, "%d %d %s", seed, i.repeats[key], key)
		roll := int(mixed(hash.Sum64()) % 100)
		for _, s := range shares {
			if roll -= s.Percent; roll < 0 {
				return s.Fault, true
			}
		}
		return Fault{}, false
	}}
}

// mixed spreads a hash over all its bits; those of FNV are too alike for texts that are.
func mixed(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
