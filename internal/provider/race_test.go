//go:build race

package provider_test

// part is how many times fewer allocations an unchanged object must take than it did; the race
// detector has some of its own.
const part = 9

// most is how many times the bytes answered and written a large answer may allocate; the race
// detector adds some here too.
const most = 13
