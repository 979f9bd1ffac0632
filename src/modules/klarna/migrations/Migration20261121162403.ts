import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121162403 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index if exists "IDX_klarna_customer_token_purchase";`)

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_customer_token_of_purchase" ON "klarna_customer_token" ("purchase_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_klarna_customer_token_of_purchase";`)

    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_customer_token_purchase" ON "klarna_customer_token" ("purchase_id") WHERE deleted_at IS NULL;`
    )
  }
}
