import texts from "../../i18n"

const paths = (value: unknown, at = ""): string[] =>
  typeof value === "string"
    ? [`${at}: ${[...value.matchAll(/{{\w+}}/g)].sort().join(" ")}`]
    : Object.entries(value as object).flatMap(([key, inner]) => paths(inner, `${at}.${key}`))

describe("Admin's texts", () => {
  it.each(Object.entries(texts))(
    "say in %s the same as in English, with the same values in them",
    (_, of) => {
      expect(paths(of)).toEqual(paths(texts.en))
    }
  )
})
