import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import KlarnaPaymentsProviderService from "./service"

export default ModuleProvider(Modules.PAYMENT, { services: [KlarnaPaymentsProviderService] })
