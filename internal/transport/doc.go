// Package transport sends JSON requests to one service and reports what became of them.
//
// Its promise is about repetition: a request whose effect adds something (a POST, unless told
// otherwise) is sent again only when the service provably did nothing with it. Every other failure
// of such a request is an ambiguous outcome, which [IsAmbiguous] recognises and which the caller
// must look up.
//
// It also holds what every client of a service needs: authentication, the shared pause after a 429,
// an optional rate limit, one error type for every body a service may answer with, and logs without
// secrets.
//
// Out of scope: what the requests mean, looking up ambiguous outcomes, and anything of Terraform
// but its log.
package transport
