import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/** 128 unguessable bits for addresses. */
export const newReference = () => randomBytes(16).toString("hex")

/** 256 unguessable bits that only Klarna and the hash in the ledger know. */
export const newSecret = () => randomBytes(32).toString("base64url")

export const hashSecret = (secret: string) => createHash("sha256").update(secret).digest("hex")

/** Compares in constant time; an absent secret never matches. */
export function secretMatches(secret: string | undefined, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret ?? "")), Buffer.from(hash)) && Boolean(secret)
}
