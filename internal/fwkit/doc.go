// Package fwkit holds the few parts every resource and data source uses, one
// named file each:
//
//   - client.go: the embeddable holders that take a service's client out of the
//     provider data, and say by name what the provider block lacks;
//   - importid.go: import ids of two segments;
//   - diagnostics.go: a service's error as diagnostics;
//   - content.go: equality of planned and stored values by content;
//   - keepstate.go: a plan that changes nothing is the state;
//   - replace.go: replacement that follows content, not spelling.
//
// It does not wrap Create, Read, Update or Delete: those stand in each resource
// with their usual signatures. It knows no entity and no client.
package fwkit
