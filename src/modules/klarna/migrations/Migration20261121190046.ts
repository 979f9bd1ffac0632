import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121190046 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_live_collection" ON "klarna_purchase" ("payment_collection_id") WHERE closed_at IS NULL AND payment_collection_id <> '' AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_klarna_purchase_live_collection";`)
  }
}
