import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121194320 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_klarna_reference" ON "klarna_purchase" ("klarna_reference") WHERE klarna_reference IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_holder" ON "klarna_purchase" ("current_holder") WHERE current_holder IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_subject_id" ON "klarna_purchase" ("subject_id") WHERE subject_id IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_klarna_purchase_klarna_reference";`)
    this.addSql(`drop index if exists "IDX_klarna_purchase_holder";`)
    this.addSql(`drop index if exists "IDX_klarna_purchase_subject_id";`)
  }
}
