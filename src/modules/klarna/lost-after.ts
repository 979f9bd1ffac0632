/** Longer than the client waits with its retries: an older "sent" row has lost its sender. */
export const LOST_AFTER_MS = 120_000
