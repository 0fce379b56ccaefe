// Package once makes an object that is money exactly once, whatever the network, the service or a
// killed process does.
//
// # The rule
//
// Every money object has a natural key: what a person would call it by (an adjustment: name, month,
// year and scope; a ledger entry: wallet and reference). A [Book] is the shared memory of one
// collection in one run. [Book.Create]
//
//  1. claims the key: a second Create of it in this run is refused with [ErrClaimed] and sends
//     nothing;
//  2. looks the key up, in one listing that the Creates of a collection share;
//  3. absent: posts. One, and identical: adopts it. Different or several: *[ConflictError]. Half of
//     it: lists again for a while, then adopts the half; the missing part is never posted;
//  4. after a POST whose outcome is unknown, looks the key up in listings begun after the answer
//     was lost, until it is found or the settle timeout has passed: then *[UnsettledError], and no
//     second POST of the key in this run;
//  5. where the service may repeat an earlier answer ([Options.Replays]): what was listed before
//     the POST was not made by it. A listing begun since says whether anything was; if not,
//     *[ReplayError], and the key may be posted again.
//
// A request that says Again is that of somebody who keeps nothing and may ask twice. What this run
// has made under the key is then the result, and a request that keeps it adopts it.
//
// A key that an update is to give to an object is claimed and looked up too: [Book.Rename].
//
// Nothing is remembered between runs. The key is the memory: whatever a lost run left behind is
// found under it. (The obvious alternative, to note which objects exist and post when none is new,
// posts again after a crash, because the lost object is then among the noted ones.)
//
// # What is guaranteed
//
// At most one object per key, and no Create that reports success for an object that is not there,
// provided that
//
//   - one run at a time works on a collection (the state lock), or the others use other keys;
//   - a listing shows every object committed before it began, and none that was deleted before it
//     began;
//   - a POST that has not taken effect when its answer is lost takes effect within the settle
//     timeout, or never; and when its process is killed or interrupted, before the next run looks;
//   - the service keeps the fields that make up the key.
//
// An error with nothing posted, an error with the outcome unknown and a kill at any instant are
// alike for the next run: it looks the key up.
//
// # What is not
//
//   - Two runs without a common lock may both find a key absent and both post it; so may two
//     provider configurations of one account in one run, which are two processes.
//   - A listing that lags behind what was committed may hide the object of an earlier run: it is
//     posted again. Within one run a lagging listing does no harm, because nothing is posted twice;
//     it may end in *[UnsettledError].
//   - A POST that takes effect after its run has given up and after the next run has looked is
//     posted again. A kill shortens that time to nothing.
//   - A service that drops part of the key cannot be looked up. The first answer that shows it is
//     reported as [Result.Unmarked], and it is the caller's decision to stop.
//   - A listing read in pages may skip an object when another one is deleted meanwhile. List in one
//     request where the service can.
//   - Adoption cannot tell an object that nobody manages from one that another resource's state
//     already holds. That is why it is reported ([Adopted]) and has to be announced.
//   - At least once: a request that was lost before it took effect ends in an error, and the next
//     run posts.
//
// Out of scope: sending (the caller's Post, which answers truthfully even when its context is
// cancelled, is the transport's work), updates but for the keys that they give up and take,
// deletions, which like updates repeat harmlessly, and everything about Terraform.
package once
