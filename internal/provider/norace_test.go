//go:build !race

package provider_test

// part is how many times fewer allocations an unchanged object must take than it did.
const part = 10

// most is how many times the bytes answered and written a large answer may allocate.
const most = 10
