import type { z } from "@medusajs/framework/zod"

type Issue = z.core.$ZodIssue

/**
 * One sentence per problem, each with the option's path. Echoes no value: options hold credentials.
 *
 * Where an option may be `true` or an object, zod says no more than "Invalid input" of an object with a mistake in it:
 * what counts is what is wrong inside.
 */
export const describeProblems = (issues: readonly Issue[]): string[] =>
  issues.flatMap((issue) => describe(issue, issue.path))

function describe(issue: Issue, path: readonly PropertyKey[]): string[] {
  if (issue.code !== "invalid_union") return [`${path.map(String).join(".") || "options"}: ${issue.message}`]
  const inside = issue.errors.find((branch) => branch.every(isInside))
  const chosen = inside ?? issue.errors.flat()
  return chosen.flatMap((nested) => describe(nested, [...path, ...nested.path]))
}

/** The value is of this branch's kind, and something about it is wrong. */
const isInside = ({ code, path }: Issue) => path.length > 0 || code !== "invalid_type"
