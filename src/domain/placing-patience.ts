/** An order that was placed appears within minutes: by the same bytes again, by the page or by Klarna's push. */
export const PLACING_PATIENCE_MS = 30 * 60_000
