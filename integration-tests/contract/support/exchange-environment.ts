import { appendFileSync } from "node:fs"
import type { Circus } from "@jest/types"
import { TestEnvironment } from "jest-environment-node"
import { createExchangeCheck } from "./check-exchange"
import { DESCRIPTIONS_DIR, loadDescriptions } from "./descriptions"
import { listenToExchanges, type Exchange } from "./exchange"

/** One for all spec files of this process: reading the descriptions takes longer than comparing with them. */
const check = DESCRIPTIONS_DIR ? createExchangeCheck(loadDescriptions(DESCRIPTIONS_DIR)) : undefined

/**
 * Fails each test whose exchanges with Klarna do not fit the published descriptions (`KLARNA_OPENAPI_DIR`).
 * Without them it does nothing. What a shop answers to callbacks counts with the option `shop: "ours"`.
 */
export default class ExchangeEnvironment extends TestEnvironment {
  #problems: string[] = []
  #isOurShop: boolean
  #stopListening = () => {}

  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context)
    this.#isOurShop = config.projectConfig.testEnvironmentOptions.shop === "ours"
  }

  override async setup() {
    await super.setup()
    if (!check) return
    this.#stopListening = listenToExchanges((exchange) => {
      const counted = exchange.by === "shop" && !this.#isOurShop ? withoutAnswer(exchange) : exchange
      this.#problems.push(...check.problems(counted))
    })
  }

  handleTestEvent(event: Circus.Event, state: Circus.State) {
    if (event.name === "test_done") event.test.errors.push(...this.#takeFailure())
    // What came after the last test.
    if (event.name === "run_finish") state.unhandledErrors.push(...this.#takeFailure())
  }

  override async teardown() {
    this.#stopListening()
    const { KLARNA_EXCHANGES_LOG: log } = process.env
    if (check && log) appendFileSync(log, `${JSON.stringify({ process: process.pid, ...check.summary() })}\n`)
    await super.teardown()
  }

  #takeFailure(): Error[] {
    const problems = [...new Set(this.#problems.splice(0))]
    if (problems.length === 0) return []
    const error = new Error(
      [
        "What was said to Klarna, or what it answered, is not as its published descriptions have it:",
        ...problems,
        "What is meant to differ belongs into integration-tests/contract/support/differences.ts.",
      ].join("\n")
    )
    // Where it was noticed is not where it was said.
    error.stack = error.message
    return [error]
  }
}

const withoutAnswer = ({ answer: _answer, ...exchange }: Exchange): Exchange => exchange
