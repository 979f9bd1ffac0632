/** What the shop's own messages are about. */
export type Occasion =
  "link_sent" | "renewal_due" | "paid" | "expired" | "declined" | "fraud_rejected" | "conversion_failed"

export type Audience = "staff" | "buyer"

type Told = {
  /** By audience the name of the template in the provider's system. */
  templates: Partial<Record<Audience, string>>
  /** Only for what somebody pays by a link: a shopper's own checkout is watched by nobody. */
  linksOnly: boolean
}

/** `docs/messages.md` describes the data of each. */
export const MESSAGES: Record<Occasion, Told> = {
  link_sent: { templates: { staff: "klarna-link-sent" }, linksOnly: true },
  // Nobody of the staff sends it: this is how the customer gets to know.
  renewal_due: { templates: { buyer: "klarna-renewal-payment-link" }, linksOnly: true },
  paid: { templates: { staff: "klarna-link-paid", buyer: "klarna-payment-received" }, linksOnly: true },
  expired: { templates: { staff: "klarna-link-expired", buyer: "klarna-payment-expired" }, linksOnly: true },
  declined: {
    templates: { staff: "klarna-link-declined", buyer: "klarna-payment-declined" },
    linksOnly: true,
  },
  fraud_rejected: { templates: { staff: "klarna-fraud-rejected" }, linksOnly: false },
  conversion_failed: { templates: { staff: "klarna-conversion-failed" }, linksOnly: false },
}
