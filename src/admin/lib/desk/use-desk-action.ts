import { useMutation, useQueryClient } from "@tanstack/react-query"
import { ask } from "../ask"
import type { KlarnaOrder } from "../klarna-order"
import { deskPath } from "./desk-path"

/** Bodies of the desk's routes. Amounts in major units. */
export type DeskBodies = {
  captures: {
    amount?: number
    items?: { id: string; quantity: number }[]
    shipping_info?: ShippingInfo[]
    description?: string
  }
  refunds: {
    amount?: number
    items?: { id: string; quantity: number }[]
    return_fee?: number
    reason?: string
    note?: string
  }
  cancel: undefined
  release: undefined
  extend: undefined
  repair: undefined
}

export type ShippingInfo = {
  shipping_company?: string
  shipping_method?: string
  tracking_number?: string
  tracking_uri?: string
}

/** Asks for something at the desk. Whatever the answer, what Klarna and Medusa say now is shown everywhere. */
export const useDeskAction = <Action extends keyof DeskBodies>(
  orderId: string,
  order: KlarnaOrder,
  action: Action
) => useDeskRoute<DeskBodies[Action]>(orderId, order, action)

/** Adds shipments to a capture. */
export const useAddShipments = (orderId: string, order: KlarnaOrder, captureId: string) =>
  useDeskRoute<{ shipping_info: ShippingInfo[] }>(
    orderId,
    order,
    `captures/${encodeURIComponent(captureId)}/shipping-info`
  )

function useDeskRoute<Body>(orderId: string, { klarna_order_id: id }: KlarnaOrder, route: string) {
  const queries = useQueryClient()
  const orderKey = ["klarna", "order", orderId]
  return useMutation<KlarnaOrder, Error, Body>({
    mutationFn: async (body) => {
      const { klarna_order } = await ask<{ klarna_order: KlarnaOrder }>(
        "POST",
        deskPath(orderId, id, route),
        {
          body,
        }
      )
      return klarna_order
    },
    onSuccess: (order) => {
      // Of several Klarna orders the others are as they were.
      queries.setQueriesData<KlarnaOrder | null>({ queryKey: orderKey }, (shown) =>
        shown && shown.klarna_order_id !== order.klarna_order_id ? shown : order
      )
      // Medusa's own sections: payments, summary and history of the order.
      void queries.invalidateQueries({ queryKey: ["orders"] })
      void queries.invalidateQueries({ queryKey: ["klarna", "orders"] })
    },
    onError: () => queries.invalidateQueries({ queryKey: orderKey }),
  })
}
