import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121183359 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "klarna_event" drop constraint if exists "klarna_event_source_check";`)

    this.addSql(
      `alter table if exists "klarna_event" add constraint "klarna_event_source_check" check("source" in ('status_update', 'push', 'return', 'authorization', 'fraud', 'refreshed'));`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" add column if not exists "places_order" boolean not null default false, add column if not exists "end_reason" text null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "klarna_event" drop constraint if exists "klarna_event_source_check";`)

    this.addSql(
      `alter table if exists "klarna_event" add constraint "klarna_event_source_check" check("source" in ('status_update', 'push', 'return', 'authorization', 'fraud'));`
    )

    this.addSql(
      `alter table if exists "klarna_purchase" drop column if exists "places_order", drop column if exists "end_reason";`
    )
  }
}
