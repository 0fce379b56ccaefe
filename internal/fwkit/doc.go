// Package fwkit holds the few parts every resource and data source uses, one named file each:
//
//   - client.go: what the provider hands over: services with their clients, and settings;
//   - resource.go: what a resource embeds: type name, schemas, client, the import of a plain id,
//     and the first lines of Read;
//   - datasource.go: data sources of one object, or of all of a kind, made of functions;
//   - answer.go: the long answers of data sources, for the protocol server to write;
//   - list.go: list resources made of a function, and the stream of their results;
//   - action.go: what an action embeds, and how one ended;
//   - organization.go: the identity and the attributes that many objects have, and how a change of
//     one ended;
//   - account.go: the account an object belongs to, compared before it is read or written;
//   - notes.go: what one process knows of an object, for what is planned for another;
//   - importid.go: import ids and identities, taken apart;
//   - diagnostics.go, once.go: a service's error, and the end of a create, as diagnostics;
//   - content.go: equality of planned and stored values by content;
//   - keepstate.go: a plan that changes nothing is the state;
//   - replace.go: replacement that follows content, not spelling;
//   - names.go: an argument that has two names for one thing.
//
// It does not wrap Create, Read, Update or Delete of resources: those stand in each of them with
// their usual signatures. It knows no entity and no client.
package fwkit
