/** A delivery address, by the labels of its fields. */
export const BUYER_LIVES = {
  "First name": "Astrid",
  "Last name": "Lind",
  "Street and number": "Storgatan 1",
  "Postal code": "11122",
  City: "Stockholm",
  Phone: "+46 70 123 45 67",
}

const NO_ADDRESS = "This is not an e-mail address"
const NO_NUMBER = "This is not a phone number"

/** What is typed, and what is said about it. */
export const NO_ADDRESSES = [
  ["", "Fill this in"],
  ["bo@example", NO_ADDRESS],
  ["bo@example.com\r\nBcc: all@example.com", NO_ADDRESS],
  ["bo@example.com%0aBcc:all@example.com", NO_ADDRESS],
  [`${"a".repeat(10_000)}@example.com`, NO_ADDRESS],
] as const

/** The number, its country, and what is said about them. */
export const NO_PHONES = [
  ["", "SE", "Fill this in"],
  ["0701234567\r\nBcc", "SE", NO_NUMBER],
  ["1".repeat(10_000), "SE", NO_NUMBER],
  ["0701234567", "S", "Two letters, such as SE"],
  ["+81 90 1234 5678", "JP", "Klarna sends no messages to phones of this country"],
] as const
