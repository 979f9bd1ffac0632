import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121160000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_operation" drop constraint if exists "klarna_operation_kind_check";`
    )

    this.addSql(
      `alter table if exists "klarna_operation" add column if not exists "items" jsonb null, add column if not exists "capture_id" text null, add column if not exists "created_by" text null, add column if not exists "books_due_at" timestamptz null, add column if not exists "rows_before" jsonb null;`
    )
    this.addSql(
      `alter table if exists "klarna_operation" add constraint "klarna_operation_kind_check" check("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place', 'shipping-info'));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_operation_books" ON "klarna_operation" ("books_due_at") WHERE books_due_at IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" add column if not exists "authorization_expires_at" timestamptz null, add column if not exists "authorization_check_at" timestamptz null, add column if not exists "authorization_told_for" timestamptz null, add column if not exists "authorization_over_at" timestamptz null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_authorization_check_at" ON "klarna_purchase" ("authorization_check_at") WHERE authorization_check_at IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_authorization_expires_at" ON "klarna_purchase" ("authorization_expires_at") WHERE authorization_over_at IS NULL AND authorization_expires_at IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_money_lease_until" ON "klarna_purchase" ("money_lease_until") WHERE money_lease_until IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_operation" drop constraint if exists "klarna_operation_kind_check";`
    )

    this.addSql(`drop index if exists "IDX_klarna_operation_books";`)
    this.addSql(
      `alter table if exists "klarna_operation" drop column if exists "items", drop column if exists "capture_id", drop column if exists "created_by", drop column if exists "books_due_at", drop column if exists "rows_before";`
    )

    this.addSql(
      `alter table if exists "klarna_operation" add constraint "klarna_operation_kind_check" check("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place'));`
    )

    this.addSql(`drop index if exists "IDX_klarna_purchase_authorization_check_at";`)
    this.addSql(`drop index if exists "IDX_klarna_purchase_authorization_expires_at";`)
    this.addSql(`drop index if exists "IDX_klarna_purchase_money_lease_until";`)
    this.addSql(
      `alter table if exists "klarna_purchase" drop column if exists "authorization_expires_at", drop column if exists "authorization_check_at", drop column if exists "authorization_told_for", drop column if exists "authorization_over_at";`
    )
  }
}
