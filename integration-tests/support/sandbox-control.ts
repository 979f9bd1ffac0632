/** The consumer's and the tester's side of a running sandbox, over its control routes. */

export type ConsumerAction = "open" | "approve" | "pending" | "decline" | "error" | "back" | "cancel"

/** What the widget's callback gets. */
export type WidgetResult = { approved: boolean; show_form: boolean; authorization_token?: string }

export type Call = {
  at: string
  method: string
  path: string
  status: number
  request?: unknown
  response?: unknown
}

export type SandboxOrder = {
  order_id: string
  status: string
  order_amount: number
  captured_amount: number
  refunded_amount: number
  remaining_authorized_amount: number
  merchant_reference1: string
  captures: { capture_id: string; captured_amount: number; order_lines: { total_amount: number }[] }[]
  refunds: { refunded_amount: number; order_lines: { total_amount: number }[] }[]
}

export function sandboxControl(url: string) {
  async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(url + path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`)
    return (text ? JSON.parse(text) : undefined) as Answer
  }

  const calls = () => ask<Call[]>("GET", "/_sandbox/calls")

  return {
    url,
    consumer: (hppSessionId: string, action: ConsumerAction, more: Record<string, unknown> = {}) =>
      ask<{ status: string; redirect_to: string | null; denied?: string }>(
        "POST",
        `/_sandbox/hpp/${hppSessionId}/consumer`,
        {
          action,
          ...more,
        }
      ),
    /** What the consumer does in the widget. */
    authorize: (kpSessionId: string, wish: Record<string, unknown> = {}) =>
      ask<WidgetResult>("POST", `/_sandbox/kp/${kpSessionId}/authorize`, wish),
    order: (klarnaOrderId: string) => ask<SandboxOrder>("GET", `/_sandbox/orders/${klarnaOrderId}`),
    calls,
    /** Calls to Klarna's APIs, as "METHOD /path" with ids replaced. */
    journey: async () =>
      (await calls()).map(
        ({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, ":id")}`
      ),
    callbacks: () =>
      ask<{ id: string; callback: string; url: string; body: unknown; attempts: unknown[] }[]>(
        "GET",
        "/_sandbox/callbacks"
      ),
    replay: (callbackId: string) => ask<unknown>("POST", `/_sandbox/callbacks/${callbackId}/replay`),
    advance: (ms: number) => ask<{ now_ms: number }>("POST", "/_sandbox/clock", { advance_ms: ms }),
    fault: (fault: Record<string, unknown>) => ask<unknown>("POST", "/_sandbox/faults", fault),
    clearFaults: () => ask<unknown>("DELETE", "/_sandbox/faults"),
    settings: (settings: Record<string, unknown>) => ask<unknown>("POST", "/_sandbox/settings", settings),
    /** Klarna's fraud decision; it tells the shop as well. */
    decideFraud: (klarnaOrderId: string, decision: "accept" | "reject" | "stop") =>
      ask<unknown>("POST", `/_sandbox/orders/${klarnaOrderId}/fraud`, { decision }),
    completeOrder: (klarnaOrderId: string) =>
      ask<unknown>("POST", `/_sandbox/orders/${klarnaOrderId}/complete`),
    patchOrder: (klarnaOrderId: string, patch: Record<string, unknown>) =>
      ask<unknown>("POST", `/_sandbox/orders/${klarnaOrderId}/patch`, patch),
    reset: () => ask<unknown>("POST", "/_sandbox/reset"),
  }
}

export type SandboxControl = ReturnType<typeof sandboxControl>
