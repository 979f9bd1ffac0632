/** Who a payment link is sent to, and how. */
export type Contact =
  | { method: "email"; email: string }
  | { method: "sms"; phone: string; phone_country: string }
  /** The access id behind the code that the buyer's Klarna app shows. */
  | { method: "token"; access_id: string }

export type ContactInput = {
  method: "email" | "sms" | "token" | "notification"
  email?: string
  phone?: string
  phone_country?: string
  access_id?: string
}

export type ContactProblem = { field: "email" | "phone" | "phone_country" | "access_id"; rule: string }

const MAX = 254
/** One address, no name, no list; what is no address at Klarna is refused here with the field's name. */
const EMAIL = /^[^\s@,;:<>()[\]"\\]{1,64}@[^\s@,;:<>()[\]"\\.]+(\.[^\s@,;:<>()[\]"\\.]+)+$/u
const PHONE = /^\+?\d{5,15}$/
/** Line breaks and the like would start headers of their own. */
const CONTROL = /[\u0000-\u001f\u007f]/

/**
 * Checks before anything is sent: Klarna's refusal names no field.
 *
 * @returns the contact with blanks, dashes and brackets taken out of a number, or what is wrong with it
 */
export function checkContact(input: ContactInput): Contact | ContactProblem {
  switch (input.method) {
    case "email":
      return checkEmail(input.email)
    case "sms":
      return checkPhone(input.phone, input.phone_country)
    case "token":
      return checkAccessId(input.access_id)
    case "notification":
      return input.phone && !input.email
        ? checkPhone(input.phone, input.phone_country)
        : checkEmail(input.email)
  }
}

export const isContactProblem = (checked: Contact | ContactProblem): checked is ContactProblem =>
  "rule" in checked

function checkEmail(given: string | undefined): Contact | ContactProblem {
  const email = given?.trim() ?? ""
  if (!email) return { field: "email", rule: "is missing" }
  if (CONTROL.test(email)) return { field: "email", rule: "must be one line" }
  if (email.length > MAX) return { field: "email", rule: `must have at most ${MAX} characters` }
  if (!EMAIL.test(email)) return { field: "email", rule: "is not an e-mail address" }
  return { method: "email", email }
}

function checkPhone(given: string | undefined, country: string | undefined): Contact | ContactProblem {
  const raw = given?.trim() ?? ""
  if (!raw) return { field: "phone", rule: "is missing" }
  if (CONTROL.test(raw)) return { field: "phone", rule: "must be one line" }
  if (raw.length > 40) return { field: "phone", rule: "must have at most 40 characters" }
  const phone = raw.replace(/[\s()/.-]/g, "")
  if (!PHONE.test(phone))
    return { field: "phone", rule: "is not a phone number: 5 to 15 digits, perhaps after a +" }
  if (!country) return { field: "phone_country", rule: "is missing: two letters, such as SE" }
  if (!/^[A-Za-z]{2}$/.test(country))
    return { field: "phone_country", rule: "must be two letters, such as SE" }
  return { method: "sms", phone, phone_country: country.toUpperCase() }
}

function checkAccessId(given: string | undefined): Contact | ContactProblem {
  const access_id = given?.trim() ?? ""
  if (!access_id) return { field: "access_id", rule: "is missing" }
  if (CONTROL.test(access_id)) return { field: "access_id", rule: "must be one line" }
  if (access_id.length > 255) return { field: "access_id", rule: "must have at most 255 characters" }
  return { method: "token", access_id }
}
