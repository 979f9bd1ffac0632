import Medusa from "@medusajs/js-sdk"

/** Written in by Admin's build. */
declare const __BACKEND_URL__: string | undefined
declare const __AUTH_TYPE__: "session" | "jwt" | undefined

export const backendUrl = __BACKEND_URL__ ?? "/"
export const authType = __AUTH_TYPE__ ?? "session"

export const sdk = new Medusa({ baseUrl: backendUrl, auth: { type: authType } })
