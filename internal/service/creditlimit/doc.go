// Package creditlimit manages how much a postpaid developer may spend before being blocked
// (contract: apigee-mint 2). The service can set a limit and list limits, but not delete one, so
// destroying the resource does what its on_destroy says.
package creditlimit
