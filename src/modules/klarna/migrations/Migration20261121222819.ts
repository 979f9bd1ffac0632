import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121222819 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_operation_purchase" ON "klarna_operation" ("purchase_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" add column if not exists "erase_asked_at" timestamptz null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_erase" ON "klarna_purchase" ("erase_asked_at") WHERE erase_asked_at IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_klarna_operation_purchase";`)

    this.addSql(`drop index if exists "IDX_klarna_purchase_erase";`)
    this.addSql(`alter table if exists "klarna_purchase" drop column if exists "erase_asked_at";`)
  }
}
