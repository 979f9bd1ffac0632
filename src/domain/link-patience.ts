/** Whoever makes a link has made it by then, or was killed. */
export const LINK_PATIENCE_MS = 2 * 60_000
