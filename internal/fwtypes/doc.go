// Package fwtypes holds the framework types this provider's schemas are made of, each with the plan
// modifier and the validators that belong to it: [Decimal] for money, credits, rates and
// percentages, [Currency] for currency codes, [DateTime] for Apigee's local times, [RFC3339] for
// instants with a zone, [Name] for names and [Text] for descriptions; [OneOf] for enums, [NotEmpty]
// and [ValidName] for plain texts.
//
// All types are strings to Terraform, keep the spelling they were given and are equal by content:
// "10.00" is 10, usd is USD, a date without a time is its midnight. They are one generic [Type] and
// [Value], told apart by their form. Terraform asks a type for that equality only after create,
// read and update, never while it plans. So every attribute of one of these types that can be
// configured carries the matching modifier too: [KeepDecimal], [KeepCurrency], [KeepDateTime],
// [KeepRFC3339], [KeepNameSpelling] or [KeepText]. Without it the first plan after an import shows
// a change that is none. The modifier comes first in its list, so that those after it see no change
// either.
//
// The types check the form of a value. What a service allows (scale, range, three-letter codes) is
// for the validators, which say nothing about a value whose form is refused already. Every message
// begins with the path of the attribute. The framework holds whatever is saved to state against its
// type too, so a type must not refuse what a service may answer: that is why the limit of 25 digits
// is in [DecimalScale] and not in [Decimal].
//
// Out of scope: wire encodings, which are the clients' own, and every rule that needs more than one
// attribute.
package fwtypes
