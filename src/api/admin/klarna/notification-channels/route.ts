import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { notificationChannels } from "../../../../config/notification-channels"

/** On which channels the shop can send a link by a message of its own: `email`, `sms`. */
export const GET = (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const config = req.scope.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  res.json({ channels: notificationChannels(config) })
}
