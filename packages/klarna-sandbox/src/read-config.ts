import { readFileSync } from "node:fs"
import { ENVIRONMENTS, REGIONS, type Merchant } from "./merchant"
import {
  boolean,
  checkFields,
  isObject,
  list,
  object,
  oneOf,
  required,
  text,
  type Fields,
} from "./rules/fields"
import { settingProblems, type Settings } from "./settings"

export type Config = { merchants?: Merchant[]; settings?: Partial<Settings> }

const merchantFields: Fields = {
  // Basic ends the username at its first colon.
  username: required(text({ min: 1, pattern: /^[^:]+$/ })),
  key: required(text({ min: 1 })),
  name: text({ min: 1 }),
  provider: oneOf(["klarna", "kustom"]),
  region: oneOf(REGIONS),
  environment: oneOf(ENVIRONMENTS),
  active: boolean,
  sms: boolean,
  recurring: boolean,
  profiles: object({}),
  currencies: list(text({ min: 3, max: 3 })),
}

/**
 * Reads the file of `--config`.
 *
 * @throws one sentence naming the file when it cannot be read, is no JSON, or says what is not known
 */
export function readConfig(file: string): Config {
  const config = parse(file, read(file))
  const problems = isObject(config) ? configProblems(config) : ["it must be a JSON object"]
  if (problems.length > 0) throw new Error(`${file}: ${problems.join("; ")}`)
  return config as Config
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    throw new Error(`cannot read ${file}: ${(error as Error).message}`, { cause: error })
  }
}

function parse(file: string, content: string): unknown {
  try {
    return JSON.parse(content)
  } catch (error) {
    throw new Error(`${file}: it is not valid JSON`, { cause: error })
  }
}

function configProblems({ merchants, settings, ...others }: Record<string, unknown>): string[] {
  return [
    ...unknownMembers(others, "it"),
    ...(merchants === undefined ? [] : merchantsProblems(merchants)),
    ...(settings === undefined
      ? []
      : isObject(settings)
        ? settingProblems(settings)
        : ["settings must be an object"]),
  ]
}

function merchantsProblems(merchants: unknown): string[] {
  if (!Array.isArray(merchants) || merchants.length === 0 || !merchants.every(isObject)) {
    return ["merchants must be a list of at least one object"]
  }
  const names = merchants.map(({ username }) => username)
  return [
    ...merchants.flatMap((merchant, index) => merchantProblems(merchant, `merchants[${index}]`)),
    ...(new Set(names).size < names.length ? ["two merchants have the same username"] : []),
  ]
}

function merchantProblems(merchant: Record<string, unknown>, path: string): string[] {
  const others = Object.fromEntries(Object.entries(merchant).filter(([name]) => !(name in merchantFields)))
  return [
    ...unknownMembers(others, path),
    ...checkFields(merchant, merchantFields, path).map(
      (problem) => `${problem.path} is missing or not valid`
    ),
  ]
}

const unknownMembers = (others: Record<string, unknown>, path: string) =>
  Object.keys(others).map((name) => `${path} has an unknown member ${name}`)
