import type { Draft, DraftCode } from "./draft"

type Lines = Pick<Draft, "items" | "shipping_methods">

/** Why a code takes nothing off a draft, as a key under `entry.promotion` of the texts; nothing when it does. */
export function whyNothing(
  { code, campaign }: DraftCode,
  { items, shipping_methods }: Lines,
  now: number
): { key: "early" | "over" | "nothing"; date?: string } | undefined {
  const isUsed = [...items, ...shipping_methods].some(({ adjustments }) =>
    adjustments?.some((adjustment) => adjustment.code === code)
  )
  if (isUsed) return undefined
  const { starts_at, ends_at } = campaign ?? {}
  if (starts_at && Date.parse(starts_at) > now) return { key: "early", date: starts_at }
  if (ends_at && Date.parse(ends_at) <= now) return { key: "over", date: ends_at }
  return { key: "nothing" }
}

const REFUSALS = [
  ["unknown", /^Promotion code ".*" not found$/],
  ["inactive", /^Promotion code ".*" is not active$/],
] as const

/** Medusa's reason for not taking a code, as a key under `entry.promotion` of the texts, if we have words for it. */
export const refusalOfCode = ({ message }: Error): "unknown" | "inactive" | undefined =>
  REFUSALS.find(([, said]) => said.test(message))?.[0]
