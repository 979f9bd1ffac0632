import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import KlarnaCheckoutProviderService from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [KlarnaCheckoutProviderService] })
