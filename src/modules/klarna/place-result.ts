/**
 * What came of placing an order at Klarna.
 *
 * - `placed`: there is one now, or was already
 * - `refused`: none came of it and none will; the buyer has to agree anew. `code` says why
 * - `unknown`: nobody knows; found by sending the same bytes again, or by Klarna's push
 * - `nothing`: there is nothing to place, or somebody else is at it
 */
export type PlaceResult =
  { result: "placed" | "unknown" | "nothing" } | { result: "refused"; code: string; message: string }
