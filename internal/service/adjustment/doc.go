// Package adjustment manages percentages on the bills of one month (contract: apigee-mint 3).
// Months are 1 to 12 here; how they are written to the service is the client's matter, and an
// answer with another month than the one asked for is undone.
package adjustment
