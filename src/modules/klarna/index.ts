import { Module } from "@medusajs/framework/utils"
import checkSetup from "./loaders/check-setup"
import KlarnaModuleService from "./service"

export const KLARNA_MODULE = "klarna"

export default Module(KLARNA_MODULE, { service: KlarnaModuleService, loaders: [checkSetup] })
export type { KlarnaModuleService }
