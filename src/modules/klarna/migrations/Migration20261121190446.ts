import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121190446 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "klarna_comparison" ("id" text not null, "purchase_id" text not null, "reconciliation_id" text not null, "due_at" timestamptz not null, "attempts" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_comparison_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_comparison_deleted_at" ON "klarna_comparison" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_comparison_purchase" ON "klarna_comparison" ("purchase_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_comparison_due" ON "klarna_comparison" ("due_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_comparison_run" ON "klarna_comparison" ("reconciliation_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_difference" ("id" text not null, "purchase_id" text not null, "klarna_order_id" text null, "order_id" text null, "kind" text check ("kind" in ('money_without_order', 'canceled_order_holds_money', 'order_without_money', 'capture_missing_in_medusa', 'capture_missing_at_klarna', 'refund_missing_in_medusa', 'refund_missing_at_klarna', 'captures_differ', 'refunds_differ', 'amounts_differ', 'currency_differs', 'not_at_klarna', 'unknown_status', 'unreadable')) not null, "remedy" text null, "klarna_amount" integer null, "medusa_amount" integer null, "amount" integer null, "currency_code" text not null, "state" text check ("state" in ('open', 'mended', 'gone')) not null default 'open', "found_at" timestamptz not null, "seen_at" timestamptz not null, "told_at" timestamptz null, "closed_at" timestamptz null, "closed_by" text null, "last_error" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_difference_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_difference_deleted_at" ON "klarna_difference" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_difference_open" ON "klarna_difference" ("purchase_id", "kind") WHERE state = 'open' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_difference_state" ON "klarna_difference" ("state", "found_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_reconciliation" ("id" text not null, "from_at" timestamptz not null, "to_at" timestamptz not null, "started_by" text null, "orders" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_reconciliation_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_reconciliation_deleted_at" ON "klarna_reconciliation" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_reconciliation_watermark" ON "klarna_reconciliation" ("from_at") WHERE started_by IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_reconciliation_created_at" ON "klarna_reconciliation" ("created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_event_received_at" ON "klarna_event" ("received_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_operation_updated_at" ON "klarna_operation" ("updated_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_updated_at" ON "klarna_purchase" ("updated_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "klarna_comparison" cascade;`)

    this.addSql(`drop table if exists "klarna_difference" cascade;`)

    this.addSql(`drop table if exists "klarna_reconciliation" cascade;`)

    this.addSql(`drop index if exists "IDX_klarna_event_received_at";`)

    this.addSql(`drop index if exists "IDX_klarna_operation_updated_at";`)

    this.addSql(`drop index if exists "IDX_klarna_purchase_updated_at";`)
  }
}
