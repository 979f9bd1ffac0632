import { createHash, randomBytes } from "node:crypto"

export type Ids = {
  /** UUID-shaped, as Klarna's. */
  uuid(): string
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
  let count = 0
  const bytes = () =>
    seed === undefined
      ? randomBytes(16)
      : createHash("sha256").update(`${seed}:${count++}`).digest().subarray(0, 16)
  const letters = (alphabet: string, length: number) =>
    Array.from(bytes().subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("")
  return {
    uuid: () =>
      bytes()
        .toString("hex")
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    reference: () => letters(REFERENCE_LETTERS, 8),
    pageCode: () => letters(CODE_LETTERS, 7),
  }
}
