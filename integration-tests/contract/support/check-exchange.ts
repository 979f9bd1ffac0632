import type { Violation } from "./descriptions"
import { createDifferences, type Difference } from "./differences"
import type { Exchange } from "./exchange"

export type ExchangeCheck = {
  /** One line for each place where the exchange departs from the descriptions and is not meant to. */
  problems(exchange: Exchange): string[]
  /** What came of it so far, for those who gather it over several processes. */
  summary(): { exchanges: number; used: string[]; known: string[] }
}

const SHOWN = 160

/** @param violations of {@link loadDescriptions} */
export function createExchangeCheck(
  violations: (exchange: Exchange) => Violation[],
  known?: readonly Difference[]
): ExchangeCheck {
  const differences = createDifferences(known)
  let exchanges = 0
  return {
    problems(exchange) {
      exchanges += 1
      return violations(exchange)
        .filter((violation) => !differences.isMeant(violation))
        .map(toLine)
    },
    summary: () => ({ exchanges, used: differences.used(), known: differences.all() }),
  }
}

function toLine({ operation, status, part, pointer, rule, value }: Violation): string {
  const said = value === undefined ? "" : `: ${JSON.stringify(value).slice(0, SHOWN)}`
  return `${operation}${status ? ` ${status}` : ""}, ${part} ${pointer} ${rule}${said}`.replace(/ {2,}/g, " ")
}
