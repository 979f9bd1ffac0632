import { Module } from "@medusajs/framework/utils"
import checkSalesChannels from "./loaders/check-sales-channels"
import checkSetup from "./loaders/check-setup"
import KlarnaModuleService from "./service"

export const KLARNA_MODULE = "klarna"

export default Module(KLARNA_MODULE, {
  service: KlarnaModuleService,
  loaders: [checkSetup, checkSalesChannels],
})
export type { KlarnaModuleService }
