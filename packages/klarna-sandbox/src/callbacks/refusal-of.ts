import type { PostAnswer } from "./post"

type Refused = { approved: false; text: string; location: string | null }

/** @returns what a redirection or a 400 of the shop's means; undefined for any other answer */
export function refusalOf(answer: PostAnswer, url: string): Refused | undefined {
  if (answer.status !== null && [301, 302, 303, 307].includes(answer.status)) {
    return {
      approved: false,
      text: "The shop cannot take this order as it is.",
      location: target(answer, url),
    }
  }
  if (answer.status === 400) return { approved: false, text: readErrorText(answer.body), location: null }
  return undefined
}

/** Where the shop sends the browser; null when it does not say, or says nothing that is an address. */
function target({ headers }: Extract<PostAnswer, { status: number }>, base: string): string | null {
  const location = headers.location?.toString()
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : null
}

function readErrorText(body: string): string {
  try {
    const { error_text } = JSON.parse(body) as { error_text?: unknown }
    if (typeof error_text === "string" && error_text !== "") return error_text
  } catch {
    // Falls through: a refusal without words is still a refusal.
  }
  return "The shop cannot take this order."
}
