import { useMutation, useQueryClient } from "@tanstack/react-query"
import { ask, type RefusalError } from "../ask"
import type { Channel, Session } from "./session"

export type Contact =
  | { method: "email"; email: string }
  | { method: "sms"; phone: string; phone_country: string }
  | { method: "notification"; email: string }
  | { method: "notification"; phone: string; phone_country: string }
  | { method: "token"; access_id: string }

export type NewLink = { order_id: string; channel: Channel; provider_id?: string }
export type Outcome = "disabled" | "paid" | "open"

export const makeLink = (body: NewLink) =>
  ask<{ session: Session }>("POST", "/admin/klarna/payment-links", { body })

export const sendLink = (id: string, body: Contact) =>
  ask<{ session: Session; distribution: { recipient: string } }>(
    "POST",
    `/admin/klarna/sessions/${id}/distribute`,
    { body }
  )

/** What staff do with links. Whatever the answer, everything shown about them is read again. */
export function useLinkActions() {
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ["klarna"] })
  return {
    make: useMutation<{ session: Session }, RefusalError, NewLink>({ mutationFn: makeLink, onSettled }),
    send: useMutation<Awaited<ReturnType<typeof sendLink>>, RefusalError, { id: string; contact: Contact }>({
      mutationFn: ({ id, contact }) => sendLink(id, contact),
      onSettled,
    }),
    disable: useMutation<{ outcome: Outcome }, RefusalError, { id: string; reason: string }>({
      mutationFn: ({ id, reason }) =>
        ask("POST", `/admin/klarna/sessions/${id}/disable`, { body: reason ? { reason } : {} }),
      onSettled,
    }),
    /** The address opens the link to whoever has it: asked for when it is needed, and not kept. */
    openModule: useMutation<{ distribution_module: { url: string } }, RefusalError, { id: string }>({
      mutationFn: ({ id }) => ask("POST", `/admin/klarna/sessions/${id}/distribution-module`),
    }),
    sync: useMutation<{ session: Session }, RefusalError, { id: string }>({
      mutationFn: ({ id }) => ask("POST", `/admin/klarna/sessions/${id}/sync`),
      onSettled,
    }),
  }
}
