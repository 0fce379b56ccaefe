// Package collection answers many reads of single objects from few listings of the collection they
// are in.
//
// Terraform asks a provider to read one object at a time, a few of them side by side. Object by
// object that is one request each; as a collection it is one request per page. Nobody knows
// beforehand which is cheaper, so a [Collection] goes by what it was asked so far:
//
//   - The first read is a plain GET of the object. A lone read is never more than that.
//   - The second begins one listing, which all reads share that come while it is under way or
//     after.
//   - A listing goes on only while its pages are no more than the reads so far. Otherwise it stops,
//     the reads are plain GETs, and the next listing waits until there were as many reads as it has
//     pages.
//   - What a listing does not show is confirmed by a GET. The same after a listing that failed.
//
// So n reads cost
//
//   - at most 2 requests where one page holds all;
//   - at most n+1 where there are more pages than reads and the service tells how many: the page
//     that told is one too many;
//   - at most twice as many as there are pages otherwise, however many reads;
//   - at most 3n where the service does not tell how many pages there are and there are many more
//     than reads;
//   - one GET more for each object that is gone.
//
// A listing is kept for [Options.MaxAge], and no longer than until the next write that the client
// records in [Writes]. What was begun before a write is not used by any read that begins after it:
// a read that waits for such a listing makes its own request instead. Errors are not kept. A caller
// that gives up does not fail the others; when all have given up the listing ends.
//
// [Collection.Select] is for what no GET tells: the members of a collection that have none of their
// own, or those that say something about another one. There the whole listing is the read, shared
// with the others.
//
// Out of scope: data sources, which always ask the service; look-ups before a POST, which are
// package once's.
package collection
