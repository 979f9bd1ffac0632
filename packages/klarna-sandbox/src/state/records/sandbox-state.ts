import { EntitySchema } from "typeorm"

/** The sandbox's own state: clock, settings, number of starts. */
export type SandboxStateRecord = { name: string; value: unknown }

export const sandboxState = new EntitySchema<SandboxStateRecord>({
  name: "sandbox_state",
  columns: { name: { type: "text", primary: true }, value: { type: "simple-json" } },
})
