import { z } from "@medusajs/framework/zod"
import { shippingInfoSchema } from "../../body"

/** @see Klarna Order Management `shipping_info` */
export const addShippingInfoSchema = z.strictObject({ shipping_info: shippingInfoSchema })

export type AddShippingInfoBody = z.output<typeof addShippingInfoSchema>
