// Package fwkit holds the few parts every resource and data source uses, one named file each:
//
//   - client.go: what the provider hands over: services with their clients, and settings;
//   - resource.go, datasource.go: what a resource and a data source embed: type name, schemas,
//     client, and the first lines of Read;
//   - answer.go: the long answers of data sources, for the protocol server to write;
//   - list.go: what a list resource embeds, and the stream of its results;
//   - action.go: the same for an action, and how one ended;
//   - account.go: the account an object belongs to, compared before it is read or written;
//   - notes.go: what one process knows of an object, for what is planned for another;
//   - importid.go: import ids and identities, taken apart;
//   - diagnostics.go, once.go: a service's error, and the end of a create, as diagnostics;
//   - content.go: equality of planned and stored values by content;
//   - keepstate.go: a plan that changes nothing is the state;
//   - replace.go: replacement that follows content, not spelling;
//   - names.go: an argument that has two names for one thing.
//
// It does not wrap Create, Read, Update or Delete: those stand in each resource with their usual
// signatures. It knows no entity and no client.
package fwkit
