import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121161000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "klarna_charge" ("id" text not null, "subscription_id" text not null, "period" integer not null, "due_at" timestamptz not null, "state" text check ("state" in ('due', 'charging', 'retrying', 'awaiting_payment', 'charged', 'skipped', 'cancelled', 'failed')) not null default 'due', "settled_by" text check ("settled_by" in ('token', 'link', 'other')) null, "settled_at" timestamptz null, "amount" integer null, "currency_code" text null, "attempts" integer not null default 0, "refusals" integer not null default 0, "first_refused_at" timestamptz null, "next_attempt_at" timestamptz null, "order_id" text null, "purchase_id" text null, "klarna_order_id" text null, "link_reason" text null, "links" integer not null default 0, "last_error" jsonb null, "requested_by" text null, "claimed_by" text null, "claimed_until" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_charge_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_charge_deleted_at" ON "klarna_charge" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_charge_period" ON "klarna_charge" ("subscription_id", "period") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_charge_order" ON "klarna_charge" ("order_id") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_charge_next" ON "klarna_charge" ("next_attempt_at") WHERE next_attempt_at IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_customer_token" ("id" text not null, "account_id" text not null, "customer_id" text not null, "purchase_id" text not null, "token_id" text not null, "status" text not null default 'ACTIVE', "currency_code" text not null, "country_code" text not null, "payment_method_type" text null, "card_brand" text null, "masked_number" text null, "card_expiry_date" text null, "checked_at" timestamptz null, "cancelled_at" timestamptz null, "cancelled_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_customer_token_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_customer_token_deleted_at" ON "klarna_customer_token" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_customer_token_purchase" ON "klarna_customer_token" ("purchase_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_customer_token_id" ON "klarna_customer_token" ("account_id", "token_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_customer_token_customer" ON "klarna_customer_token" ("customer_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "klarna_subscription" ("id" text not null, "customer_id" text not null, "account_id" text not null, "customer_token_id" text null, "purchase_id" text not null, "order_id" text not null, "name" text not null, "interval" text check ("interval" in ('DAY', 'WEEK', 'MONTH', 'YEAR')) not null, "interval_count" integer not null, "currency_code" text not null, "lines" jsonb not null, "anchor_at" timestamptz not null, "time_zone" text not null, "status" text check ("status" in ('active', 'past_due', 'cancelled', 'ended')) not null default 'active', "status_reason" text null, "next_period" integer not null default 1, "next_charge_at" timestamptz null, "cancelled_at" timestamptz null, "cancelled_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_subscription_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_subscription_deleted_at" ON "klarna_subscription" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_klarna_subscription_sold" ON "klarna_subscription" ("purchase_id", "name", "interval", "interval_count") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_subscription_next_charge_at" ON "klarna_subscription" ("next_charge_at") WHERE next_charge_at IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_subscription_customer" ON "klarna_subscription" ("customer_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_subscription_order" ON "klarna_subscription" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_subscription_token" ON "klarna_subscription" ("customer_token_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "klarna_operation" drop constraint if exists "klarna_operation_kind_check";`
    )

    this.addSql(
      `alter table if exists "klarna_operation" add constraint "klarna_operation_kind_check" check("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place', 'shipping-info', 'tokenize', 'charge', 'cancel-token'));`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" add column if not exists "intent" text check ("intent" in ('buy', 'tokenize', 'buy_and_tokenize')) not null default 'buy', add column if not exists "customer_id" text null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "klarna_charge" cascade;`)

    this.addSql(`drop table if exists "klarna_customer_token" cascade;`)

    this.addSql(`drop table if exists "klarna_subscription" cascade;`)

    this.addSql(
      `alter table if exists "klarna_operation" drop constraint if exists "klarna_operation_kind_check";`
    )

    this.addSql(
      `alter table if exists "klarna_operation" add constraint "klarna_operation_kind_check" check("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place', 'shipping-info'));`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" drop column if exists "intent", drop column if exists "customer_id";`
    )
  }
}
