import { useState } from "react"
import { isEmail } from "../is-email"
import type { Contact } from "./use-link-actions"

export const METHODS = ["email", "sms", "notification", "token"] as const
export type Method = (typeof METHODS)[number]

export type ContactDefaults = { method?: Method; email?: string; phone?: string; country?: string }

type Fields = Record<"email" | "phone" | "phone_country" | "access_id", string>

/** What staff typed, as the send route wants it. The route checks it, and names the field. */
export function useContact(defaults: ContactDefaults) {
  const [method, setMethod] = useState<Method>(defaults.method ?? "email")
  const [typed, setTyped] = useState<Partial<Fields>>({})
  const email = typed.email ?? defaults.email ?? ""
  const phone = typed.phone ?? defaults.phone ?? ""
  const phone_country = typed.phone_country ?? defaults.country?.toUpperCase() ?? ""
  const access_id = typed.access_id ?? ""
  return {
    method,
    setMethod,
    fields: { email, phone, phone_country, access_id },
    set: (name: keyof Fields, value: string) => setTyped((before) => ({ ...before, [name]: value })),
    value: toContact(method, { email, phone, phone_country, access_id }),
  }
}

export type ContactState = ReturnType<typeof useContact>

const NUMBER = /^\+?[\d\s()/.-]{5,40}$/

/** Whether it can be one at all, before there is a link to send. The send route has the say. */
export function isPlausible(contact: Contact): boolean {
  switch (contact.method) {
    case "email":
    case "notification":
      return isEmail(contact.email)
    case "sms":
      return NUMBER.test(contact.phone.trim()) && /^[a-z]{2}$/i.test(contact.phone_country.trim())
    case "token":
      return contact.access_id.trim() !== ""
  }
}

function toContact(method: Method, fields: Fields): Contact {
  const { email, phone, phone_country, access_id } = fields
  switch (method) {
    case "email":
    case "notification":
      return { method, email }
    case "sms":
      return { method, phone, phone_country }
    case "token":
      return { method, access_id }
  }
}
