/** Where the demo buyers of each market live. */
export const ADDRESSES = {
  se: {
    first_name: "Alva",
    last_name: "Lind",
    address_1: "Storgatan 1",
    postal_code: "11122",
    city: "Stockholm",
    country_code: "se",
    phone: "+46701234567",
  },
  de: {
    first_name: "Jonas",
    last_name: "Weber",
    address_1: "Lindenallee 12",
    postal_code: "10117",
    city: "Berlin",
    country_code: "de",
    phone: "+491701234567",
  },
  gb: {
    first_name: "Amy",
    last_name: "Hall",
    address_1: "10 Mill Lane",
    postal_code: "SW1A 1AA",
    city: "London",
    country_code: "gb",
    phone: "+447700900123",
  },
  no: {
    first_name: "Ola",
    last_name: "Berg",
    address_1: "Storgata 5",
    postal_code: "0155",
    city: "Oslo",
    country_code: "no",
    phone: "+4740123456",
  },
  us: {
    first_name: "Sam",
    last_name: "Reed",
    address_1: "12 Main St",
    postal_code: "90210",
    city: "Los Angeles",
    province: "us-ca",
    country_code: "us",
    phone: "+13105550123",
  },
} as const

export type Country = keyof typeof ADDRESSES
