import type { Contact } from "./check-contact"

/** Enough to recognise, not enough to use: `a•••@example.com`, `•••••0000`. */
export function maskContact(contact: Contact): string {
  switch (contact.method) {
    case "email": {
      const [name = "", domain = ""] = contact.email.split("@")
      return `${[...name][0] ?? ""}•••@${domain}`
    }
    case "sms":
      return `•••••${contact.phone.slice(-4)}`
    case "token":
      return "•••••"
  }
}
