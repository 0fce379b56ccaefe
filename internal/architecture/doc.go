// Package architecture holds no code, only tests over the source tree as a whole: which package may
// import which (the table in internal/doc.go), that each section of a contract that a comment cites
// exists, that no binary float comes near an amount, that no copy of a fake's state forgets a
// field, that comments keep to one width, and that no file names a path of somebody's machine.
//
// The linter's depguard rules say the same about imports as a developer types. This package says it
// wherever the tests run, also for packages nobody has written a linter rule for: a package without
// a row in the table fails.
//
// Out of scope: anything that a compiler, go vet or the linter already finds.
package architecture
