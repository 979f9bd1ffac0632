import { createOrder, createSession, order } from "../support/orders"
import type { MerchantName, Scene } from "./row"

export const sessions = "/hpp/v1/sessions"

type Urls = Record<string, string>

/** A hosted page over a KCO order, in a store if asked for. @returns its session id */
export async function page(scene: Scene, urls: Urls = {}, channel?: string, as: MerchantName = "sandbox") {
  const client = scene.as(as)
  const orderId = await createOrder(client, order(channel ? { options: { acquiring_channel: channel } } : {}))
  const { body } = await createSession(client, scene.sandbox.url, orderId, urls)
  return body.session_id as string
}

/** Ended in one of the ways in which a session ends. */
export async function ended(scene: Scene, how: "approve" | "cancel" | "disable") {
  const id = await page(scene, {}, "IN_STORE")
  if (how === "disable") await scene.client.call("DELETE", `${sessions}/${id}`)
  else await scene.client.consumer(id, how)
  return id
}
