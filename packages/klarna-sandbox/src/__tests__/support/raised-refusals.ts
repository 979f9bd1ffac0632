import type { Site } from "./refusal-sites"

const stacks: string[] = []

/** For `jest.mock("../http/refusal", ...)`: a test may then see where a refusal was raised. */
export function recordingRefusals(): unknown {
  const actual = jest.requireActual<typeof import("../../http/refusal")>("../../http/refusal")
  class Refusal extends actual.Refusal {
    constructor(...given: ConstructorParameters<typeof actual.Refusal>) {
      super(...given)
      stacks.push(this.stack ?? "")
    }
  }
  return { ...actual, Refusal }
}

export const forgetRefusals = () => void stacks.splice(0)

/** Which of the places refusals that were raised since then came from, or went through. */
export function sitesReached(sites: readonly Site[]): Site[] {
  const lines = new Set(
    stacks.flatMap((stack) =>
      [...stack.matchAll(/src\/([\w/-]+\.ts):(\d+):\d+/g)].map(([, file, line]) => `${file}:${line}`)
    )
  )
  return sites.filter(({ file, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index).some((line) =>
      lines.has(`${file}:${line}`)
    )
  )
}
