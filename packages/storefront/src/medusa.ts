import Medusa from "@medusajs/js-sdk"
import { settings } from "./settings"

export const sdk = new Medusa({ baseUrl: settings.medusaUrl, publishableKey: settings.publishableKey })
