import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Orders that were placed before their bodies were reduced: who bought, and the secrets of our callback addresses. */
export class Migration20261121190000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `update "klarna_operation" set "body" = ("body"::jsonb - 'merchant_urls' - 'billing_address' - 'shipping_address' - 'customer')::text where "kind" in ('place', 'charge') and "status" in ('confirmed', 'refused') and "body" is not null;`
    )
  }

  /** What is gone stays gone. */
  override async down(): Promise<void> {}
}
