import type { ContactDefaults } from "./use-contact"

/** What the page of a new link is told by the page that made it: whom it was meant for, and why it was not sent. */
export type ArrivalState = {
  contact?: ContactDefaults
  refusal?: { message: string; code?: string }
} | null
