import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"

export interface AdminUser {
  readonly email: string
  readonly password: string
}

/** Somebody to log in to Medusa Admin with. A user that exists keeps the password that was given to it. */
export async function ensureAdminUser(
  container: MedusaContainer,
  { email, password }: AdminUser
): Promise<void> {
  const existing = await container.resolve(Modules.USER).listUsers({ email })
  if (existing.length) return
  const auth = container.resolve(Modules.AUTH)
  const { authIdentity, error } = await auth.register("emailpass", { body: { email, password } })
  if (!authIdentity) throw new Error(`Medusa refused the admin user: ${error ?? "no reason given"}`)
  await createUserAccountWorkflow(container).run({
    input: { authIdentityId: authIdentity.id, userData: { email, first_name: "Demo", last_name: "Admin" } },
  })
}
