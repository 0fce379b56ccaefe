//go:build !race

package provider_test

// part is how many times fewer allocations an unchanged object must take than it did.
const part = 10
