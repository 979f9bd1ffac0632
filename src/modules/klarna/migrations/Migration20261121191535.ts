import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121191535 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_page" add column if not exists "distribution_module_url" text null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "klarna_page" drop column if exists "distribution_module_url";`)
  }
}
