import { createHash, randomBytes } from "node:crypto"

export type Ids = {
  /** UUID-shaped, as Klarna's. */
  uuid(): string
  /** UUID-shaped, for an answer; calls that change nothing leave the ids of orders as they are. */
  correlation(): string
  /** Upper-case letters and digits, as in `klarna_reference`. */
  reference(): string
  /** Mixed letters and digits, as at the end of a page's address. */
  pageCode(): string
}

// Neither holds characters that look alike on a screen or over the phone.
const REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"

/** @param seed the same seed gives the same ids in the same order; random when absent */
export function createIds(seed: string | undefined): Ids {
  const ids = stream(seed)
  const correlations = stream(seed === undefined ? undefined : `${seed}:correlation`)
  const letters = (alphabet: string, length: number) =>
    Array.from(ids().subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("")
  return {
    uuid: () => toUuid(ids()),
    correlation: () => toUuid(correlations()),
    reference: () => letters(REFERENCE_LETTERS, 8),
    pageCode: () => letters(CODE_LETTERS, 7),
  }
}

/** Sixteen bytes at a time. */
function stream(seed: string | undefined): () => Buffer {
  if (seed === undefined) return randomStream()
  let count = 0
  return () => createHash("sha256").update(`${seed}:${count++}`).digest().subarray(0, 16)
}

/** Randomness costs by the visit, not by the byte. */
function randomStream(): () => Buffer {
  let pool = Buffer.alloc(0)
  return () => {
    if (pool.length === 0) pool = randomBytes(4096)
    const bytes = pool.subarray(0, 16)
    pool = pool.subarray(16)
    return bytes
  }
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}
