import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121144940 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_purchase" drop constraint if exists "klarna_purchase_close_reason_check";`
    )

    this.addSql(`alter table if exists "klarna_operation" add column if not exists "target" text null;`)

    this.addSql(
      `alter table if exists "klarna_purchase" add column if not exists "presentation" text check ("presentation" in ('hosted_page', 'widget')) not null default 'hosted_page', add column if not exists "place_order_mode" text check ("place_order_mode" in ('NONE', 'PLACE_ORDER', 'CAPTURE_ORDER')) null, add column if not exists "widget" jsonb null, add column if not exists "authorization_token" text null, add column if not exists "authorization_hash" text null, add column if not exists "placing_since" timestamptz null;`
    )
    this.addSql(
      `alter table if exists "klarna_purchase" add constraint "klarna_purchase_close_reason_check" check("close_reason" in ('expired', 'aborted', 'mismatched', 'cancelled', 'superseded', 'settled', 'rejected'));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_authorization_hash" ON "klarna_purchase" ("authorization_hash") WHERE authorization_hash IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_purchase" drop constraint if exists "klarna_purchase_close_reason_check";`
    )

    this.addSql(`alter table if exists "klarna_operation" drop column if exists "target";`)

    this.addSql(`drop index if exists "IDX_klarna_purchase_authorization_hash";`)
    this.addSql(
      `alter table if exists "klarna_purchase" drop column if exists "presentation", drop column if exists "place_order_mode", drop column if exists "widget", drop column if exists "authorization_token", drop column if exists "authorization_hash", drop column if exists "placing_since";`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" add constraint "klarna_purchase_close_reason_check" check("close_reason" in ('expired', 'aborted', 'mismatched', 'cancelled', 'superseded', 'settled'));`
    )
  }
}
