import {
  validateAndTransformBody,
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { captureSchema } from "../admin/klarna/orders/[order_id]/captures/body"
import { addShippingInfoSchema } from "../admin/klarna/orders/[order_id]/captures/[capture_id]/shipping-info/body"
import { refundSchema } from "../admin/klarna/orders/[order_id]/refunds/body"
import { listOrdersSchema } from "../admin/klarna/orders/query"
import { holdMoneyLease } from "./hold-money-lease"
import { settleBooksFirst } from "./settle-books-first"

const desk = "/admin/klarna/orders/:order_id"
const whileNobodyElse = holdMoneyLease("klarna_order")

/** Routes that move money, Medusa's and ours: of one Klarna order one at a time. */
export const moneyRoutes: MiddlewareRoute[] = [
  {
    matcher: "/admin/payments/:id/capture",
    methods: ["POST"],
    middlewares: [holdMoneyLease("payment", settleBooksFirst("retry"))],
  },
  {
    matcher: "/admin/payments/:id/refund",
    methods: ["POST"],
    middlewares: [holdMoneyLease("payment", settleBooksFirst("retry"))],
  },
  {
    matcher: "/admin/orders/:id/cancel",
    methods: ["POST"],
    middlewares: [holdMoneyLease("order", settleBooksFirst("repair"))],
  },
  // They end payments and open others: what Klarna has captured has to be known by then.
  {
    matcher: "/admin/order-edits/:id/confirm",
    methods: ["POST"],
    middlewares: [holdMoneyLease("order", settleBooksFirst("change"))],
  },
  {
    matcher: "/admin/exchanges/:id/request",
    methods: ["POST"],
    middlewares: [holdMoneyLease("order_exchange", settleBooksFirst("change"))],
  },
  {
    matcher: "/admin/claims/:id/request",
    methods: ["POST"],
    middlewares: [holdMoneyLease("order_claim", settleBooksFirst("change"))],
  },
  {
    matcher: `${desk}/captures`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(captureSchema), whileNobodyElse],
  },
  {
    matcher: `${desk}/refunds`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(refundSchema), whileNobodyElse],
  },
  {
    matcher: `${desk}/captures/:capture_id/shipping-info`,
    methods: ["POST"],
    middlewares: [validateAndTransformBody(addShippingInfoSchema)],
  },
  {
    matcher: "/admin/klarna/orders",
    methods: ["GET"],
    middlewares: [validateAndTransformQuery(listOrdersSchema, {})],
  },
  ...["cancel", "release", "extend", "repair"].map((action) => ({
    matcher: `${desk}/${action}`,
    methods: ["POST" as const],
    middlewares: [whileNobodyElse],
  })),
]
