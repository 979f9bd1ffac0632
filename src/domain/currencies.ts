import { KlarnaMappingError } from "./errors"

/**
 * Digits after the decimal point in Klarna's minor units, by ISO 4217 (list one). Our own table, because
 * Medusa's `decimal_digits` are for display: they say 0 for HUF, RSD and IDR, which have 2 (a factor of 100).
 */
const CODES_BY_EXPONENT: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
  2: [
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF",
    "CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD",
    "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT",
    "MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR",
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU",
    "UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
  ].join(" "),
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
}

const EXPONENTS = new Map(
  Object.entries(CODES_BY_EXPONENT).flatMap(([exponent, codes]) =>
    codes.split(" ").map((code) => [code, Number(exponent)] as const)
  )
)

/**
 * The number of decimals of a currency's minor unit.
 *
 * @param code ISO 4217, any case
 * @throws {KlarnaMappingError} `currency_unknown`, naming the field
 */
export function currencyExponent(code: string): number {
  const exponent = EXPONENTS.get(code.toUpperCase())
  if (exponent === undefined) {
    throw new KlarnaMappingError("currency_unknown", `currency_code is not an ISO 4217 currency: ${code}`, {
      field: "currency_code",
      actual: code,
    })
  }
  return exponent
}
