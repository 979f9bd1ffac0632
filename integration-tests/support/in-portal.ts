/**
 * Somebody in Klarna's own portal, of whom the shop hears nothing.
 *
 * @param action e.g. "captures", "refunds", "cancel"
 */
export async function inPortal(
  sandbox: string,
  klarnaOrderId: string,
  action: string,
  body?: unknown
): Promise<void> {
  const answer = await fetch(`${sandbox}/ordermanagement/v1/orders/${klarnaOrderId}/${action}`, {
    method: "POST",
    headers: { Authorization: "Basic sandbox-secret", "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${action} answered ${answer.status}: ${await answer.text()}`)
}
