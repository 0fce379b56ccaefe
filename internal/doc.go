// Package internal holds the provider. Who may import whom is fixed, so that
// each part can be read, tested and replaced alone:
//
//   - transport (authentication, retries, pauses, one error type, paging) knows
//     no service and, of Terraform, the logger only;
//   - once (exactly-once creation) and collection (batched reads) know the
//     standard library only;
//   - apigee and paypal are the typed clients; they use transport, once and
//     collection, know no Terraform, and not each other;
//   - fwtypes holds framework types, fwkit the few parts every service uses; it
//     may name the error types of transport and once;
//   - service/* holds one package per entity; it uses the framework, its one
//     client, fwtypes and fwkit, and no other service;
//   - shortcut answers for unchanged objects what the framework would answer; it
//     uses the framework and the wire's encoding, and nothing of ours;
//   - provider is the registry of all of them;
//   - fake, and the services below it, stand in for the real services; they
//     share nothing with the clients and import nothing of ours above them;
//   - cmd/*, acctest and main use what they need, and only tests import them.
//
// The linter's depguard rules and the test in architecture enforce it. Wire
// names appear in the clients only and Terraform names in the services only;
// one file of each entity, model.go, shows the mapping.
package internal
