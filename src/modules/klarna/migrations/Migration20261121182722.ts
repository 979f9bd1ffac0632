import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121182722 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "klarna_call" ("id" text not null, "purchase_id" text not null, "at" timestamptz not null, "method" text not null, "path" text not null, "status" integer null, "error_code" text null, "error_messages" jsonb null, "correlation_id" text null, "ms" integer not null, "request" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "klarna_call_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_call_deleted_at" ON "klarna_call" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_call_purchase" ON "klarna_call" ("purchase_id", "at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_klarna_call_at" ON "klarna_call" ("at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "klarna_call" cascade;`)
  }
}
