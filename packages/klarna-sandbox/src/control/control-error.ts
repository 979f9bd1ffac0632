import type { Reply } from "../http/reply"

/** The sandbox's own refusals are not Klarna's: one sentence under `error`. */
export const controlError = (status: number, error: string): Reply => ({ status, body: { error } })
