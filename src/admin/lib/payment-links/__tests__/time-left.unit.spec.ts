import { timeLeft } from "../time-left"

const NOW = Date.parse("2026-03-01T12:00:00.000Z")
const after = (ms: number) =>
  timeLeft(new Date(NOW + ms).toISOString(), NOW)
    ?.replace(/\D+/g, " ")
    .trim()

describe("the time that a link has left", () => {
  it.each([
    [1, "1"],
    [119_000, "119"],
    [120_000, "2"],
    [3_600_000 + 61_000, "1 1"],
    [47 * 3_600_000, "47 0"],
    [3 * 86_400_000, "3"],
  ])("of %i ms reads %s", (ms, expected) => expect(after(ms)).toBe(expected))

  it.each([0, -1])("is none at %i ms", (ms) => expect(after(ms)).toBeUndefined())
})
