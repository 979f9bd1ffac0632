import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121153053 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_distribution" add column if not exists "fingerprint" text not null;`
    )

    this.addSql(
      `alter table if exists "klarna_page" add column if not exists "created_by" text null, add column if not exists "note" text null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_page_created_at" ON "klarna_page" ("created_at", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_page_created_by" ON "klarna_page" ("created_by", "created_at") WHERE created_by IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "klarna_distribution" drop column if exists "fingerprint";`)

    this.addSql(`drop index if exists "IDX_klarna_page_created_at";`)
    this.addSql(`drop index if exists "IDX_klarna_page_created_by";`)
    this.addSql(
      `alter table if exists "klarna_page" drop column if exists "created_by", drop column if exists "note";`
    )
  }
}
