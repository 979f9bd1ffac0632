import { ended, page, sessions } from "./page-scenes"
import { row, type MerchantName, type RefusedCall, type Row } from "./row"

const distribute = (id: string, body: unknown, as?: MerchantName): RefusedCall => ({
  method: "POST",
  path: `${sessions}/${id}/distribution`,
  body,
  ...(as && { as }),
})

/** A link that is refused for what is in the request. */
const link = (
  title: string,
  body: unknown,
  status: number,
  code: string,
  message?: string,
  as?: MerchantName
) =>
  row(
    title,
    async (scene) => distribute(await page(scene, {}, undefined, as), body, as),
    status,
    code,
    message
  )

const email = (address: string) => ({ method: "email", contact_information: { email: address } })
const sms = (phone: string, phone_country = "SE") => ({
  method: "sms",
  contact_information: { phone, phone_country },
})

/** klarna-hpp.md §10.1. */
export const distributionRows: Row[] = [
  link("a link by pigeon", { method: "pigeon" }, 400, "CONSTRAINT_VIOLATION"),
  link(
    "a link with an unknown template",
    { ...email("a@b.example"), template: "X" },
    400,
    "CONSTRAINT_VIOLATION"
  ),
  link("a link to nobody", { method: "email" }, 400, "MISSING_CONTACT_DATA"),
  link("a link to a number", { method: "email", contact_information: 1 }, 400, "CONSTRAINT_VIOLATION"),
  link(
    "a link without an address",
    { method: "email", contact_information: {} },
    400,
    "MISSING_CONTACT_DATA"
  ),
  link("a link to what is no address", email("alva"), 400, "CONSTRAINT_VIOLATION"),
  link("an SMS without a country", sms("0701234567", ""), 400, "MISSING_CONTACT_DATA"),
  link("an SMS to a country without", sms("0701234567", "JP"), 400, "UNSUPPORTED_COUNTRY"),
  link(
    "an SMS where the account has none",
    sms("0701234567"),
    403,
    "INVALID_OPERATION",
    undefined,
    "limited"
  ),
  link("a link that cannot be sent", email("alva+unknown@shop.example"), 400, "UNKNOWN"),
  link("a link to somebody who takes none", sms("0700000002"), 400, "BLACKLISTED_CONTACT"),
  link("a link that may be tried again", email("alva+unavailable@shop.example"), 503, "SERVICE_UNAVAILABLE"),
  link(
    "a token that nobody has",
    { method: "token", contact_information: { access_id: "unknown" } },
    404,
    "NOT_FOUND"
  ),
  row(
    "a link to a session that was disabled",
    async (scene) => distribute(await ended(scene, "disable"), email("a@b.example")),
    400,
    "BAD_REQUEST"
  ),
  row(
    "more messages than the playground sends in a day",
    async (scene) => {
      await scene.client.control("POST", "/settings", { message_limits: true })
      const id = await page(scene)
      for (let sent = 0; sent < 20; sent += 1) {
        const { path, body } = distribute(id, sms("0701234567"))
        await scene.client.call("POST", path, body)
      }
      return distribute(id, sms("0701234567"))
    },
    429,
    "TOO_MANY_REQUESTS"
  ),
]
