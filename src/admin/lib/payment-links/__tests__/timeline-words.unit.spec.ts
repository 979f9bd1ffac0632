import texts from "../../../i18n"
import { timelineWords } from "../timeline-words"

const words = texts.en.klarna.links.timeline
const t = (key: string) => key
const said = (what: string, kind: "closed" | "signal", state: string) =>
  timelineWords(t, { kind, what }, { state })

describe("the timeline of a link", () => {
  it.each(["pending", "failed", "authorized"])("said that it is paid while its payment is %s", (state) => {
    expect(said("completed", "closed", state)).toBe("links.timeline.pageDone")
    expect(said("COMPLETED", "signal", state)).toBe("links.timeline.finished")
    expect(said("return:success", "signal", state)).toBe("links.timeline.signal.return_back")
  })

  it("says that it is paid once it is", () => {
    expect(said("completed", "closed", "completed")).toBe("links.timeline.closed.completed")
    expect(said("COMPLETED", "signal", "completed")).toBe("links.timeline.signal.COMPLETED")
  })

  it("has words for all of that", () => {
    expect([words.pageDone, words.finished, words.signal.return_back].every(Boolean)).toBe(true)
  })
})
