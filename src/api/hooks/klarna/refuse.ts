import type { MedusaResponse } from "@medusajs/framework/http"

/** Says nothing about what exists: a wrong secret and an unknown address look alike. */
export const refuse = (res: MedusaResponse, status = 404): void => void res.status(status).end()
