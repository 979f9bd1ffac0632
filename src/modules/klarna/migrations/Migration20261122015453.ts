import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261122015453 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "klarna_operation" add column if not exists "part_of" text null;`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "klarna_operation" drop column if exists "part_of";`)
  }
}
