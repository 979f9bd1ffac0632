type Part = { id: string; part_of: string | null }

/** The row that an effect of Klarna's carries as its reference. */
export const effectId = ({ id, part_of }: Part): string => part_of ?? id

/** The rows that stand for one effect of Klarna's: one for each payment of Medusa's that it is booked on. */
export const partsOfEffect = <Row extends Part>(of: Part, rows: readonly Row[]): Row[] =>
  rows.filter((row) => effectId(row) === effectId(of))
