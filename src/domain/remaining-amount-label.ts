const LABELS: Record<string, (order: string) => string> = {
  en: (order) => `Order #${order}, remaining amount`,
  sv: (order) => `Order #${order}, återstående belopp`,
  de: (order) => `Bestellung #${order}, Restbetrag`,
  nb: (order) => `Ordre #${order}, gjenstående beløp`,
  no: (order) => `Ordre #${order}, gjenstående beløp`,
  da: (order) => `Ordre #${order}, resterende beløb`,
  fi: (order) => `Tilaus #${order}, jäljellä oleva summa`,
}

/** What a line for a part of an order is called, in the buyer's language where we speak it. */
export function remainingAmountLabel(displayId: string, locale: string | undefined): string {
  const language = locale?.split("-")[0]?.toLowerCase() ?? "en"
  const label = LABELS[language] ?? (LABELS.en as (order: string) => string)
  return label(displayId)
}
