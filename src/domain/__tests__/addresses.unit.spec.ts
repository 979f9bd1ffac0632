import { fromKlarnaAddress, sameAddress, toKlarnaAddress } from "../addresses"
import { address, usAddress } from "./purchase-builder"

describe("an address for Klarna", () => {
  it("has Klarna's names, an upper-case country, and only what is filled in", () => {
    expect(toKlarnaAddress({ ...address, address2: " ", company: undefined }, "a@example.com")).toEqual({
      given_name: "Testperson-se",
      family_name: "Approved",
      email: "a@example.com",
      street_address: "Stårgatan 1",
      postal_code: "12345",
      city: "Ankeborg",
      phone: "+46765260000",
      country: "SE",
    })
  })

  it("keeps the company and the second line", () => {
    expect(toKlarnaAddress({ ...address, company: "Firma AB", address2: "c/o Anka" })).toMatchObject({
      organization_name: "Firma AB",
      street_address2: "c/o Anka",
    })
  })

  it.each([
    ["us-ny", "NY"],
    ["US-CA", "CA"],
    ["tx", "TX"],
    ["New York", "New York"],
    ["Baden-Württemberg", "Baden-Württemberg"],
  ])("has the region %s as %s", (province, region) => {
    expect(toKlarnaAddress({ ...usAddress, province }).region).toBe(region)
  })

  it("cuts texts by code points", () => {
    expect(toKlarnaAddress({ ...address, address1: "😀".repeat(120) }).street_address).toBe("😀".repeat(99))
  })

  it("leaves out what would be wrong if it were cut", () => {
    const long = toKlarnaAddress(
      { ...address, postalCode: "1".repeat(11), phone: "1".repeat(100) },
      `${"a".repeat(99)}@x.example`
    )
    expect(long).not.toHaveProperty("postal_code")
    expect(long).not.toHaveProperty("phone")
    expect(long).not.toHaveProperty("email")
  })
})

describe("an address from Klarna", () => {
  it("has Medusa's names and a lower-case country", () => {
    expect(
      fromKlarnaAddress({
        organization_name: "Firma AB",
        given_name: "Testperson-se",
        family_name: "Approved",
        email: "a@example.com",
        title: "",
        street_address: "Stårgatan 1",
        street_address2: "",
        postal_code: "12345",
        city: "Ankeborg",
        region: "",
        phone: "+46765260000",
        country: "SE",
      })
    ).toEqual({
      first_name: "Testperson-se",
      last_name: "Approved",
      company: "Firma AB",
      address_1: "Stårgatan 1",
      postal_code: "12345",
      city: "Ankeborg",
      country_code: "se",
      phone: "+46765260000",
    })
  })

  it("puts a divided street together, as Germany, Austria and the Netherlands give it", () => {
    const dutch = {
      street_name: "Dam",
      street_number: "1",
      house_extension: "B",
      care_of: "Jansen",
      country: "nl",
    }
    expect(fromKlarnaAddress(dutch)).toEqual({
      address_1: "Dam 1 B",
      address_2: "Jansen",
      country_code: "nl",
    })
  })

  it("is the address that was sent", () => {
    const sent = { ...usAddress, company: "Firm", address2: "Apt 2" }
    const medusa = {
      first_name: sent.firstName,
      last_name: sent.lastName,
      company: sent.company,
      address_1: sent.address1,
      address_2: sent.address2,
      postal_code: sent.postalCode,
      city: sent.city,
      province: sent.province,
      country_code: sent.countryCode,
    }
    expect(sameAddress(medusa, fromKlarnaAddress(toKlarnaAddress(sent)))).toBe(true)
  })
})

describe("two addresses", () => {
  const stored = {
    first_name: "Testperson-se",
    last_name: "Approved",
    company: null,
    address_1: "Stårgatan 1",
    postal_code: "123 45",
    city: "Ankeborg",
    country_code: "se",
    phone: "+46 76-526 00 00",
  }

  it("are the same whatever their case, blanks and phone punctuation", () => {
    const given = {
      ...stored,
      company: "",
      address_1: "STÅRGATAN  1",
      postal_code: "12345",
      country_code: "SE",
      phone: "+46765260000",
    }
    expect(sameAddress(stored, given)).toBe(true)
  })

  it("are the same when Klarna's limit cut one of them", () => {
    const long = "x".repeat(150)
    expect(sameAddress({ ...stored, address_1: long }, { ...stored, address_1: long.slice(0, 99) })).toBe(
      true
    )
  })

  it.each([
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "postal_code",
    "city",
    "province",
    "country_code",
    "phone",
  ])("differ when their %s differs", (field) => {
    expect(sameAddress(stored, { ...stored, [field]: "other" })).toBe(false)
  })
})
