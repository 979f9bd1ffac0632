import type { DemoAddresses } from "./running-demo"

/** Medusa's admin routes, for one who has logged in once. */
export async function createAdminApi({ medusa, admin }: DemoAddresses) {
  const json = { "content-type": "application/json" }
  const login = await fetch(`${medusa}/auth/user/emailpass`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ email: admin.email, password: admin.password }),
  })
  const { token } = (await login.json()) as { token: string }

  async function ask<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(medusa + path, {
      method,
      headers: { ...json, authorization: `Bearer ${token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }

  return {
    get: <Answer>(path: string) => ask<Answer>("GET", path),
    post: <Answer>(path: string, body: unknown) => ask<Answer>("POST", path, body),
  }
}
