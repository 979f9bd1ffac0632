import { hashSecret, newReference, newSecret, secretMatches } from "../secrets"

describe("secrets of callback addresses", () => {
  it("matches the secret that was given out", () => {
    const secret = newSecret()
    expect(secretMatches(secret, hashSecret(secret))).toBe(true)
  })

  it.each([
    ["another secret", newSecret()],
    ["a part of it", "s".repeat(42)],
    ["none", undefined],
    ["an empty one", ""],
  ])("does not match %s", (_, given) => {
    expect(secretMatches(given, hashSecret("s".repeat(43)))).toBe(false)
  })

  it("never matches an absent secret, not even the hash of nothing", () => {
    expect(secretMatches("", hashSecret(""))).toBe(false)
    expect(secretMatches(undefined, hashSecret(""))).toBe(false)
  })

  it("does not take the stored hash for the secret", () => {
    const hash = hashSecret(newSecret())
    expect(secretMatches(hash, hash)).toBe(false)
  })

  it("is unguessable, never the same, and safe in an address", () => {
    const secrets = Array.from({ length: 1_000 }, newSecret)
    const references = Array.from({ length: 1_000 }, newReference)
    expect(new Set([...secrets, ...references]).size).toBe(2_000)
    for (const secret of secrets) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/)
    for (const reference of references) expect(reference).toMatch(/^[0-9a-f]{32}$/)
  })
})
