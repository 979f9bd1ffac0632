import type { AsyncCommand } from "fast-check"
import { checkInvariants } from "./invariants"
import type { Model, Real } from "./model"

/** What can be chosen from, by a number that wraps around. */
export const pick = <T>(things: readonly T[], number: number): T => things[number % things.length] as T

/** A command that prints as what it does, so that a failing run can be read. Whatever it does, everything holds afterwards. */
export function command(
  name: string,
  run: (model: Model, real: Real) => Promise<void>,
  isPossible: (model: Readonly<Model>) => boolean = () => true
): AsyncCommand<Model, Real> {
  return {
    check: isPossible,
    async run(model, real) {
      await run(model, real)
      await checkInvariants(model, real)
    },
    toString: () => name,
  }
}
