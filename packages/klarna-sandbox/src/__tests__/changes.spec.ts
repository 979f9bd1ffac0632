import { createChanges, type Changes } from "../changes"

describe("telling of changes", () => {
  let changes: Changes
  let told: number
  const look = () => changes.subscribe(() => (told += 1))

  beforeEach(() => {
    jest.useFakeTimers()
    told = 0
    changes = createChanges(250)
  })
  afterEach(() => {
    changes.close()
    jest.useRealTimers()
  })

  it("costs nothing while nobody looks", () => {
    changes.note()
    expect(jest.getTimerCount()).toBe(0)
    const stop = look()
    changes.note()
    stop()
    expect(jest.getTimerCount()).toBe(0)
    jest.advanceTimersByTime(1_000)
    expect(told).toBe(0)
  })

  it("tells of the first change at once, and at most four times a second of a thousand more", () => {
    look()
    changes.note()
    jest.advanceTimersByTime(0)
    expect(told).toBe(1)
    for (let ms = 0; ms < 1_000; ms += 1) {
      changes.note()
      jest.advanceTimersByTime(1)
    }
    expect(told).toBeGreaterThanOrEqual(4)
    expect(told).toBeLessThanOrEqual(5)
  })

  it("tells of the last change too", () => {
    look()
    changes.note()
    jest.advanceTimersByTime(0)
    changes.note()
    jest.advanceTimersByTime(250)
    expect(told).toBe(2)
    jest.advanceTimersByTime(10_000)
    expect(told).toBe(2)
  })

  it("tells each who looks, until they stop", () => {
    const stop = look()
    look()
    stop()
    changes.note()
    jest.advanceTimersByTime(0)
    expect(told).toBe(1)
  })
})
