import { checkContact, isContactProblem, type ContactInput } from "../check-contact"
import { maskContact } from "../mask-contact"

const problem = (input: ContactInput) => {
  const checked = checkContact(input)
  return isContactProblem(checked) ? `${checked.field} ${checked.rule}` : checked
}

describe("a contact that a link is sent to", () => {
  it.each<[ContactInput, unknown]>([
    [
      { method: "email", email: " astrid@example.com " },
      { method: "email", email: "astrid@example.com" },
    ],
    [
      { method: "email", email: "ö.å@bücher.example" },
      { method: "email", email: "ö.å@bücher.example" },
    ],
    [
      { method: "sms", phone: "070-123 45 67", phone_country: "se" },
      { method: "sms", phone: "0701234567", phone_country: "SE" },
    ],
    [
      { method: "sms", phone: "+46 (70) 123 45 67", phone_country: "SE" },
      { method: "sms", phone: "+46701234567", phone_country: "SE" },
    ],
    [
      { method: "token", access_id: "klarna:1" },
      { method: "token", access_id: "klarna:1" },
    ],
    [
      { method: "notification", phone: "0701234567", phone_country: "SE" },
      { method: "sms", phone: "0701234567", phone_country: "SE" },
    ],
    [
      { method: "notification", email: "a@b.example", phone: "0701234567" },
      { method: "email", email: "a@b.example" },
    ],
  ])("%j is taken", (input, contact) => {
    expect(checkContact(input)).toEqual(contact)
  })

  it.each<[ContactInput, string]>([
    [{ method: "email" }, "email is missing"],
    [{ method: "email", email: "  " }, "email is missing"],
    [{ method: "email", email: "astrid" }, "email is not an e-mail address"],
    [{ method: "email", email: "a@b" }, "email is not an e-mail address"],
    [{ method: "email", email: "Astrid <a@b.example>" }, "email is not an e-mail address"],
    [{ method: "email", email: "a@b.example,c@d.example" }, "email is not an e-mail address"],
    [{ method: "email", email: "a@b.example\r\nBcc: all@b.example" }, "email must be one line"],
    [{ method: "email", email: `${"a".repeat(10_000)}@b.example` }, "email must have at most 254 characters"],
    [{ method: "sms", phone: "", phone_country: "SE" }, "phone is missing"],
    [
      { method: "sms", phone: "0".repeat(10_000), phone_country: "SE" },
      "phone must have at most 40 characters",
    ],
    [
      { method: "sms", phone: "07x", phone_country: "SE" },
      "phone is not a phone number: 5 to 15 digits, perhaps after a +",
    ],
    [{ method: "sms", phone: "0701234567" }, "phone_country is missing: two letters, such as SE"],
    [
      { method: "sms", phone: "0701234567", phone_country: "Sweden" },
      "phone_country must be two letters, such as SE",
    ],
    [{ method: "token" }, "access_id is missing"],
    [{ method: "token", access_id: "x\u0000" }, "access_id must be one line"],
    [{ method: "notification" }, "email is missing"],
  ])("%j is refused by field and rule", (input, expected) => {
    expect(problem(input)).toBe(expected)
  })

  it("is kept in a form that nobody can use", () => {
    expect(maskContact({ method: "email", email: "astrid@example.com" })).toBe("a•••@example.com")
    expect(maskContact({ method: "sms", phone: "+46701234567", phone_country: "SE" })).toBe("•••••4567")
    expect(maskContact({ method: "token", access_id: "123456" })).toBe("•••••")
  })
})
