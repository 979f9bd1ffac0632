/** In major units, as a shopper of that currency sees them: with tax everywhere but in dollars. */
type Prices = Readonly<Record<"sek" | "eur" | "gbp" | "nok" | "usd", number>>

export interface DemoVariant {
  readonly title: string
  readonly sku: string
  readonly prices: Prices
  /** How many lie in the warehouse. */
  readonly stock?: number
}

export interface DemoProduct {
  readonly handle: string
  readonly title: string
  readonly subtitle: string
  readonly description: string
  /** What the variants differ in. */
  readonly option: string
  readonly isBook?: boolean
  /** Sold to be sent and charged again and again: what the storefront puts on the cart's line. */
  readonly subscription?: {
    name: string
    interval: "DAY" | "WEEK" | "MONTH" | "YEAR"
    interval_count: number
  }
  readonly variants: readonly DemoVariant[]
}

const prices = (sek: number, eur: number, gbp: number, nok: number, usd: number): Prices => ({
  sek,
  eur,
  gbp,
  nok,
  usd,
})

const tableLamp = prices(1295, 119, 99.95, 1349, 129)
const clipLight = prices(349.5, 32.9, 27.99, 369, 34.99)

export const catalogue: readonly DemoProduct[] = [
  {
    handle: "skymning-table-lamp",
    title: "Skymning table lamp",
    subtitle: "The hour between work and evening",
    description: "A dome of spun steel on an oak stem. It dims with a turn of the base, down to candlelight.",
    option: "Colour",
    variants: [
      { title: "Forest", sku: "LAMP-SKYMNING-FOREST", prices: tableLamp },
      { title: "Chalk", sku: "LAMP-SKYMNING-CHALK", prices: tableLamp },
      { title: "Amber", sku: "LAMP-SKYMNING-AMBER", prices: tableLamp, stock: 3 },
    ],
  },
  {
    handle: "glimt-clip-light",
    title: "Glimt reading light",
    subtitle: "Clips to the book, spares the sleeper",
    description:
      "A warm light on a bendable neck. Forty hours on one charge, and it folds to the size of a pen.",
    option: "Colour",
    variants: [
      { title: "Moss", sku: "LIGHT-GLIMT-MOSS", prices: clipLight },
      { title: "Coral", sku: "LIGHT-GLIMT-CORAL", prices: clipLight },
    ],
  },
  {
    handle: "rispapper-lantern",
    title: "Rispapper lantern",
    subtitle: "Folded paper, round light",
    description:
      "Mulberry paper over bamboo rings, folded by hand. Comes flat, with three metres of cloth cord.",
    option: "Size",
    variants: [
      { title: "30 cm", sku: "LANTERN-RISPAPPER-30", prices: prices(199, 18.9, 15.95, 209, 19.99) },
      { title: "45 cm", sku: "LANTERN-RISPAPPER-45", prices: prices(299, 27.9, 23.95, 309, 29.99) },
      { title: "60 cm", sku: "LANTERN-RISPAPPER-60", prices: prices(449, 41.9, 35.95, 469, 44.99) },
    ],
  },
  {
    handle: "glod-filament-bulb",
    title: "Glöd filament bulb",
    subtitle: "2200 K, 4 W, E27",
    description:
      "The glow of an old bulb at a tenth of the power. Dimmable, and good for fifteen years of evenings.",
    option: "Pack",
    variants: [
      { title: "One", sku: "BULB-GLOD-1", prices: prices(59.9, 5.49, 4.75, 64.9, 5.99) },
      { title: "Three", sku: "BULB-GLOD-3", prices: prices(149.99, 13.99, 11.99, 159.99, 14.99) },
    ],
  },
  {
    handle: "bulb-of-the-month",
    title: "Bulb of the month",
    subtitle: "Another glow every month",
    description:
      "Each month a bulb that you have not seen before, from filaments to frosted globes. Cancel whenever you like.",
    option: "Socket",
    subscription: { name: "Bulb of the month", interval: "MONTH", interval_count: 1 },
    variants: [
      { title: "E27", sku: "BULB-MONTHLY-E27", prices: prices(79, 7.49, 6.5, 85, 7.99) },
      { title: "E14", sku: "BULB-MONTHLY-E14", prices: prices(79, 7.49, 6.5, 85, 7.99) },
    ],
  },
  {
    handle: "bivax-candles",
    title: "Bivax candles",
    subtitle: "Pure beeswax, box of six",
    description: "Dipped by hand in Skåne. They burn for nine hours each and smell faintly of honey.",
    option: "Colour",
    variants: [{ title: "Honey", sku: "CANDLE-BIVAX-HONEY", prices: prices(189, 17.5, 14.95, 199, 18.5) }],
  },
  {
    handle: "the-light-in-october",
    title: "The Light in October",
    subtitle: "A novel by Maj Ekdahl",
    description: "A lighthouse keeper's daughter goes home to switch off the lamp. 312 pages.",
    option: "Binding",
    isBook: true,
    variants: [
      { title: "Paperback", sku: "BOOK-OCTOBER-PB", prices: prices(99, 12, 9.99, 119, 14.99) },
      { title: "Hardcover", sku: "BOOK-OCTOBER-HC", prices: prices(249, 24, 18.99, 279, 26.99) },
    ],
  },
  {
    handle: "bokstod-bookends",
    title: "Bokstöd bookends",
    subtitle: "A pair in bent steel",
    description: "Two leaves that hold forty books between them. Powder coated, with felt under their feet.",
    option: "Colour",
    variants: [
      { title: "Leaf green", sku: "BOOKEND-LEAF", prices: prices(395, 36.9, 31.5, 409, 39.5) },
      { title: "Ink", sku: "BOOKEND-INK", prices: prices(395, 36.9, 31.5, 409, 39.5) },
    ],
  },
  {
    handle: "blad-bookmark",
    title: "Blad bookmark",
    subtitle: "With our compliments",
    description:
      "A pressed leaf between two sheets of paper. It costs nothing: put it in the cart and it comes along.",
    option: "Leaf",
    variants: [{ title: "Birch", sku: "BOOKMARK-BIRCH", prices: prices(0, 0, 0, 0, 0) }],
  },
]
