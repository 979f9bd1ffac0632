import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121151907 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_purchase" add column if not exists "payment_collection_id" text not null default '';`
    )
    this.addSql(`drop index if exists "IDX_klarna_purchase_live_subject";`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_live_subject" ON "klarna_purchase" ("subject_type", "subject_id", "payment_collection_id", "provider", "account_id") WHERE closed_at IS NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_klarna_purchase_live_subject";`)
    this.addSql(`alter table if exists "klarna_purchase" drop column if exists "payment_collection_id";`)
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_live_subject" ON "klarna_purchase" ("subject_type", "subject_id", "provider", "account_id") WHERE closed_at IS NULL AND deleted_at IS NULL;`
    )
  }
}
