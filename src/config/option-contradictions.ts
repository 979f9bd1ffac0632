import type { z } from "@medusajs/framework/zod"
import { PROVIDER_IDENTIFIERS, type accountSchema, type ProviderIdentifier } from "./account-options"
import type { Contradiction } from "./payments-contradictions"

type Account = z.output<typeof accountSchema>

type Options = {
  accounts: Account[]
  klarnaCheckout: boolean
  klarnaPayments: boolean | { rules: { account?: string }[] }
  customerTokens: unknown
  clockUrl?: string
}

/** Options that are right each by itself, and wrong together. */
export const optionContradictions = (options: Options): Contradiction[] => [
  ...sameNames(options.accounts),
  ...sameCountries(options.accounts),
  ...severalForTheRest(options.accounts),
  ...switchedOff(options),
  ...unknownAccounts(options),
  ...movedClocks(options),
]

const sameNames = (accounts: Account[]): Contradiction[] =>
  accounts.flatMap(({ id }, index) =>
    accounts.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: ["accounts", index, "id"], message: "is used twice" }]
  )

const sameCountries = (accounts: Account[]): Contradiction[] =>
  accounts.flatMap((account, index) =>
    (account.countries ?? []).flatMap((country) => {
      const first = accounts.findIndex(
        (other) => other.countries?.includes(country) && serveTogether(other, account)
      )
      const message = `${country} is already served by account ${accounts[first]?.id}`
      return first === index ? [] : [{ path: ["accounts", index, "countries"], message }]
    })
  )

function severalForTheRest(accounts: Account[]): Contradiction[] {
  const everywhere = accounts.filter(({ countries }) => !countries)
  const meet = everywhere.some((account) =>
    everywhere.some((other) => other !== account && serveTogether(account, other))
  )
  return meet ? [{ path: ["accounts"], message: "only one account may be without countries" }] : []
}

function switchedOff({ klarnaCheckout, klarnaPayments, customerTokens }: Options): Contradiction[] {
  if (klarnaPayments) return []
  const off = "is off, and so is klarnaCheckout: turn one of them on"
  const needed = "needs klarnaPayments: no other of Klarna's systems gives tokens here"
  return [
    ...(klarnaCheckout ? [] : [{ path: ["klarnaPayments"], message: off }]),
    ...(customerTokens ? [{ path: ["customerTokens"], message: needed }] : []),
  ]
}

function unknownAccounts({ accounts, klarnaPayments }: Options): Contradiction[] {
  const rules = typeof klarnaPayments === "object" ? klarnaPayments.rules : []
  return rules.flatMap(({ account }, index) =>
    !account || accounts.some(({ id }) => id === account)
      ? []
      : [
          {
            path: ["klarnaPayments", "rules", index, "account"],
            message: "is no account of this configuration",
          },
        ]
  )
}

const movedClocks = ({ clockUrl, accounts }: Options): Contradiction[] =>
  clockUrl && accounts.some(({ environment }) => environment === "live")
    ? [{ path: ["clockUrl"], message: "is for playground accounts only" }]
    : []

type Serving = { serves?: ProviderIdentifier[] }

const serveTogether = (one: Serving, other: Serving): boolean =>
  PROVIDER_IDENTIFIERS.some(
    (provider) =>
      (one.serves ?? [provider]).includes(provider) && (other.serves ?? [provider]).includes(provider)
  )
