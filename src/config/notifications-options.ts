import { z } from "@medusajs/framework/zod"

/**
 * Messages that the shop sends by its own notification providers, beside Klarna's. None is sent where nothing is said
 * here, nor on a channel without a provider.
 */
export const notificationsSchema = z.strictObject({
  /** Who is told what happens to payments: one address of a channel, such as a mailbox or a chat room. */
  staff: z.strictObject({ channel: z.string().min(1), to: z.string().min(1) }).optional(),
  /** The channel on which buyers of payment links are told; to the e-mail address or phone number of their order. */
  buyer: z.strictObject({ channel: z.enum(["email", "sms"]) }).optional(),
})

export type NotificationsOptions = z.output<typeof notificationsSchema>
