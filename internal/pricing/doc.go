// Package pricing says what usage costs under a rate plan, and what is wrong with the bands of one
// (contract: apigee-mint 4.2 to 4.4, apigee-neighbours 18).
//
// Amounts are exact decimals, never rounded. A value of a plan may be absent or not known yet, see
// [Arg]: what the price needs and is not known ends in [ErrUnknown], and what the price does not
// need may be anything. What the contract does not say is refused with an [*Error] that names it,
// never guessed:
//
//   - a revenue share in several bands, which may or may not be graduated;
//   - free usage for a period, unless the usage says how many free units are left;
//   - free units in front of several bands, where it matters whether they count towards the bands;
//   - two prices for the same usage, and a product with a price of its own beside the package's.
//
// Out of scope: Terraform, the wire, taxes, billing adjustments, and how the service rounds.
package pricing
