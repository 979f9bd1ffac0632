import type { ContactDetails } from "./contact-details"

/** One made-up shopper per country. Numbers are from the ranges that regulators keep free for fiction where there is one. */
const DEMO_ADDRESSES: Readonly<Record<string, Omit<ContactDetails, "address_2">>> = {
  se: {
    email: "alva.lindqvist@example.com",
    first_name: "Alva",
    last_name: "Lindqvist",
    address_1: "Stårgatan 1",
    postal_code: "123 45",
    city: "Ankeborg",
    province: "",
    phone: "+46701740605",
  },
  de: {
    email: "jonas.becker@example.com",
    first_name: "Jonas",
    last_name: "Becker",
    address_1: "Neue Schönhauser Straße 2",
    postal_code: "10178",
    city: "Berlin",
    province: "",
    phone: "+4915228817386",
  },
  gb: {
    email: "nell.ashworth@example.com",
    first_name: "Nell",
    last_name: "Ashworth",
    address_1: "10 New Burlington Street",
    postal_code: "W1S 3BE",
    city: "London",
    province: "",
    phone: "+447700900123",
  },
  no: {
    email: "ingrid.solberg@example.com",
    first_name: "Ingrid",
    last_name: "Solberg",
    address_1: "Edvard Munchs plass 1",
    postal_code: "0194",
    city: "Oslo",
    province: "",
    phone: "+4740123456",
  },
  us: {
    email: "grace.whitman@example.com",
    first_name: "Grace",
    last_name: "Whitman",
    address_1: "509 Amsterdam Avenue",
    postal_code: "10024",
    city: "New York",
    province: "NY",
    phone: "+12125550142",
  },
}

export function demoAddress(countryCode: string): ContactDetails | undefined {
  const address = DEMO_ADDRESSES[countryCode]
  return address && { ...address, address_2: "" }
}
