/**
 * What staff are told when Klarna does not send a link, and what to do next. Codes are Klarna's; the list is not
 * complete by its own words.
 *
 * @see klarna-hpp §10.1
 */
export function distributionAdvice(code: string, method: "email" | "sms" | "token"): string {
  const other =
    method === "sms" ? "Send it by e-mail or copy the link." : "Copy the link or show the QR code."
  switch (code) {
    case "MISSING_CONTACT_DATA":
      return "Klarna misses a part of the contact. Check it and send again."
    case "CONSTRAINT_VIOLATION":
      return "Klarna does not take this contact. Check it for mistakes and send again."
    case "UNSUPPORTED_COUNTRY":
      return `Klarna sends no messages to phones of this country. ${other}`
    case "BLACKLISTED_CONTACT":
      return `Klarna does not send to this contact. ${other}`
    case "INVALID_OPERATION":
      return method === "sms"
        ? `This Klarna account cannot send text messages. ${other}`
        : `Klarna does not send this link. ${other}`
    case "NOT_FOUND":
      return method === "token"
        ? "This code is not valid any more. Ask the shopper to open it again in the Klarna app."
        : "The link has expired. Make a new one."
    default:
      return `Klarna did not send the link. ${other}`
  }
}
