import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = [
  ['serial', 'serial'],
  ['owner', 'organisationId'],
  ['thumbprint', 'thumbprint'],
] as const;

/** Finds certificates by serial number (OCSP), by owner (JWK sets) and by key without reading all of them. */
export class ExpandCertificateIndexes1700000200000 implements MigrationInterface {
  readonly name = 'ExpandCertificateIndexes1700000200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, member] of indexes)
      await runner.query(
        `create index certificate_by_${name} on stream ((state->>'${member}')) where kind = 'certificate'`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index certificate_by_serial, certificate_by_owner, certificate_by_thumbprint');
  }
}
