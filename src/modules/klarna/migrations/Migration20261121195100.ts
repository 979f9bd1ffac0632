import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121195100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_operation" drop constraint if exists "klarna_operation_kind_check";`
    )

    this.addSql(
      `alter table if exists "klarna_operation" add constraint "klarna_operation_kind_check" check("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place', 'shipping-info', 'tokenize', 'charge', 'cancel-token', 'customer-details'));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "klarna_operation" drop constraint if exists "klarna_operation_kind_check";`
    )

    this.addSql(
      `alter table if exists "klarna_operation" add constraint "klarna_operation_kind_check" check("kind" in ('acknowledge', 'update-references', 'capture', 'refund', 'cancel', 'release', 'extend', 'update', 'place', 'shipping-info', 'tokenize', 'charge', 'cancel-token'));`
    )
  }
}
