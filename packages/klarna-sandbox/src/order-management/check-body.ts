import { Refusal } from "../http/refusal"
import { checkFields, type Fields } from "../rules/fields"

/** @throws {Refusal} 422 `UNPROCESSABLE_ENTITY` with every problem */
export function checkBody(body: Record<string, unknown>, fields: Fields) {
  const problems = checkFields(body, fields)
  if (problems.length === 0) return
  throw new Refusal(
    422,
    "UNPROCESSABLE_ENTITY",
    problems.map(({ path, size }) => {
      // Which of several it is, is not said.
      const name = path.replace(/\[\d+\]/g, "").replaceAll(".", "/")
      return size
        ? `The size of the ${name} value must be between ${size.min} and ${size.max}`
        : `The ${name} value is missing or not valid`
    })
  )
}
