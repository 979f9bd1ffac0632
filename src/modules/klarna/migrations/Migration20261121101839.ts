import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121101839 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "klarna_distribution" ("id" text not null, "page_id" text not null, "method" text check ("method" in ('email', 'sms', 'token', 'notification')) not null, "recipient" text not null, "actor_id" text null, "sent_at" timestamptz not null, "result" text not null, "correlation_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_distribution_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_distribution_deleted_at" ON "klarna_distribution" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_distribution_page_id" ON "klarna_distribution" ("page_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_event" ("id" text not null, "source" text check ("source" in ('status_update', 'push', 'return', 'authorization', 'fraud')) not null, "event_key" text not null, "purchase_id" text not null, "page_id" text null, "payload" jsonb null, "received_at" timestamptz not null, "processed_at" timestamptz null, "next_attempt_at" timestamptz null, "attempts" integer not null default 0, "outcome" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_event_deleted_at" ON "klarna_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_event_key" ON "klarna_event" ("source", "event_key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_event_open" ON "klarna_event" ("next_attempt_at") WHERE processed_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_event_purchase_id" ON "klarna_event" ("purchase_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_holder" ("id" text not null, "purchase_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_holder_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_holder_deleted_at" ON "klarna_holder" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_holder_purchase_id" ON "klarna_holder" ("purchase_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_operation" ("id" text not null, "purchase_id" text not null, "klarna_order_id" text not null, "account_id" text not null, "kind" text check ("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place')) not null, "amount" integer null, "currency_code" text null, "body" text null, "medusa_row_id" text null, "singleton" text null, "status" text check ("status" in ('intended', 'sent', 'confirmed', 'refused', 'unknown')) not null default 'intended', "klarna_id" text null, "correlation_id" text null, "error_code" text null, "error_message" text null, "attempts" integer not null default 0, "sent_at" timestamptz null, "settled_at" timestamptz null, "next_attempt_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_operation_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_operation_deleted_at" ON "klarna_operation" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_operation_medusa_row" ON "klarna_operation" ("medusa_row_id") WHERE medusa_row_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_operation_singleton" ON "klarna_operation" ("klarna_order_id", "singleton") WHERE singleton IS NOT NULL AND status <> 'refused' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_operation_order" ON "klarna_operation" ("klarna_order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_operation_next" ON "klarna_operation" ("next_attempt_at") WHERE next_attempt_at IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_page" ("id" text not null, "purchase_id" text not null, "hpp_session_id" text not null, "state" text not null default 'WAITING', "klarna_updated_at" timestamptz null, "redirect_url" text null, "qr_code_url" text null, "distribution_url" text null, "expires_at" timestamptz null, "reference" text not null, "secret_hash" text not null, "close_reason" text check ("close_reason" in ('completed', 'replaced', 'disabled', 'cancelled', 'expired')) null, "closed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_page_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_page_deleted_at" ON "klarna_page" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_page_live" ON "klarna_page" ("purchase_id") WHERE closed_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_page_hpp_session_id" ON "klarna_page" ("hpp_session_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_page_reference" ON "klarna_page" ("reference") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_page_purchase_id" ON "klarna_page" ("purchase_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_purchase" ("id" text not null, "subject_type" text check ("subject_type" in ('cart', 'order')) not null, "subject_id" text not null, "provider" text not null, "account_id" text not null, "channel" text check ("channel" in ('ecommerce', 'in_store', 'telesales')) not null default 'ecommerce', "generation" integer not null default 1, "klarna_order_id" text null, "kp_session_id" text null, "klarna_reference" text null, "reference" text not null, "secret_hash" text not null, "payload_hash" text null, "amount" integer not null, "tax_amount" integer not null, "currency_code" text not null, "country_code" text not null, "klarna_status" text not null default 'new', "snapshot" jsonb null, "snapshot_at" timestamptz null, "version" integer not null default 0, "current_holder" text null, "authorized_by" text null, "superseded_at" timestamptz null, "successor" text check ("successor" in ('none', 'awaited')) not null default 'none', "order_id" text null, "order_placed_emitted_at" timestamptz null, "outcome" text null, "last_error" jsonb null, "next_check_at" timestamptz null, "checks" integer not null default 0, "lease_owner" text null, "lease_until" timestamptz null, "money_lease_owner" text null, "money_lease_until" timestamptz null, "close_reason" text check ("close_reason" in ('expired', 'aborted', 'mismatched', 'cancelled', 'superseded', 'settled')) null, "closed_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_purchase_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_deleted_at" ON "klarna_purchase" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_live_subject" ON "klarna_purchase" ("subject_type", "subject_id", "provider", "account_id") WHERE closed_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_klarna_order_id" ON "klarna_purchase" ("klarna_order_id") WHERE klarna_order_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_kp_session_id" ON "klarna_purchase" ("kp_session_id") WHERE kp_session_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_purchase_reference" ON "klarna_purchase" ("reference") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_next_check_at" ON "klarna_purchase" ("next_check_at") WHERE next_check_at IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_purchase_order_id" ON "klarna_purchase" ("order_id") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "klarna_distribution" cascade;`)

    this.addSql(`drop table if exists "klarna_event" cascade;`)

    this.addSql(`drop table if exists "klarna_holder" cascade;`)

    this.addSql(`drop table if exists "klarna_operation" cascade;`)

    this.addSql(`drop table if exists "klarna_page" cascade;`)

    this.addSql(`drop table if exists "klarna_purchase" cascade;`)
  }
}
