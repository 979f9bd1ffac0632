import { useState } from "react"
import { isEmail } from "../is-email"
import type { Contact } from "./use-link-actions"

/** Klarna's ways and the shop's own: `notification` is an e-mail, `own_sms` a text message. */
const METHODS = ["email", "sms", "notification", "own_sms", "token"] as const
export type Method = (typeof METHODS)[number]

/** The channel of the shop's notification providers that a way needs. */
const NEEDED: Partial<Record<Method, string>> = { notification: "email", own_sms: "sms" }

/** @param channels that the shop has a provider for */
export const methodsFor = (channels: string[]): Method[] =>
  METHODS.filter((method) => {
    const channel = NEEDED[method]
    return channel === undefined || channels.includes(channel)
  })

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
      return isEmail(contact.email)
    case "sms":
      return isNumber(contact)
    case "notification":
      return "phone" in contact ? isNumber(contact) : isEmail(contact.email)
    case "token":
      return contact.access_id.trim() !== ""
  }
}

const isNumber = ({ phone, phone_country }: { phone: string; phone_country: string }): boolean =>
  NUMBER.test(phone.trim()) && /^[a-z]{2}$/i.test(phone_country.trim())

function toContact(method: Method, fields: Fields): Contact {
  const { email, phone, phone_country, access_id } = fields
  switch (method) {
    case "email":
      return { method, email }
    case "notification":
      return { method, email }
    case "sms":
      return { method, phone, phone_country }
    case "own_sms":
      return { method: "notification", phone, phone_country }
    case "token":
      return { method, access_id }
  }
}
