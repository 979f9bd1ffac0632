export type OrderLine = {
  type?: string
  name: string
  quantity: number
  unit_price: number
  tax_rate?: number
  total_amount: number
  total_discount_amount?: number
  total_tax_amount?: number
  [field: string]: unknown
}
