import { CommandBus } from '@nestjs/cqrs';
import { Database, EventStore } from '#event-sourcing';
import { context } from '#testing';
import { certificates } from '../certificates/certificate.js';
import { certificateGauges } from '../certificates/certificate-gauges.js';
import type { CertificateFacts } from '../certificates/certificate.decider.js';
import { RevokeCertificate } from '../certificates/revoke-certificate.js';
import { WarnOfExpiries } from '../certificates/warn-of-expiries.js';
import { runDirectory, type RunningDirectory } from './running-directory.js';

const DAY_MS = 86_400_000;

/** A certificate that ends after so many days; what it says otherwise does not matter here. */
const ending = (name: string, days: number): CertificateFacts => ({
  certificateId: name,
  serial: `aa${days}`,
  environment: 'sandbox',
  profile: 'C1',
  organisationId: 'o1',
  subject: 'CN=s1',
  issuer: 'CN=i',
  authority: 'ecdsa',
  thumbprint: `thumbprint-${name}`,
  jwk: {},
  der: 'MIIB',
  notBefore: new Date(Date.now() - DAY_MS).toISOString(),
  notAfter: new Date(Date.now() + days * DAY_MS).toISOString(),
});

describe('the end of a certificate', () => {
  let directory: RunningDirectory;
  beforeAll(async () => {
    directory = await runDirectory();
    const store = directory.app.get(EventStore, { strict: false });
    for (const [name, days] of [
      ['far', 31],
      ['month', 29],
      ['week', 6.5],
      ['day', 0.5],
      ['revoked', 3],
    ] as const) {
      const certificate = ending(name, days);
      await store.execute(certificates, name, { type: 'IssueCertificate', context: context(), certificate });
    }
    const commands = directory.app.get(CommandBus, { strict: false });
    const now = context({ at: new Date().toISOString() });
    await commands.execute(
      new RevokeCertificate(now, { organisationId: 'o1', certificateId: 'revoked' }, 'superseded'),
    );
  }, 120_000);
  afterAll(() => directory.close());

  const warnings = async (): Promise<readonly (readonly [string, number])[]> => {
    const rows = await directory.app
      .get(Database, { strict: false })
      .query<{ stream: string; days: number }>(
        `select stream, (data->>'days')::int as days from event where type = 'CertificateExpiryNear' order by 1`,
      );
    return rows.map(({ stream, days }) => [stream, days]);
  };
  const expected = [
    ['certificate-day', 1],
    ['certificate-month', 30],
    ['certificate-week', 7],
  ];

  it('is told at 30, 7 and 1 days, each once, however often it is looked at and by however many', async () => {
    const work = directory.app.get(WarnOfExpiries, { strict: false });
    await Promise.all([work.run(), work.run()]);
    await work.run();
    expect(await warnings()).toEqual(expected);
  });

  it('is counted for metrics', async () => {
    const gauges = await certificateGauges.read(directory.app.get(Database, { strict: false }));
    expect(gauges).toEqual({
      assent_directory_certificates_valid: 4,
      assent_directory_certificates_revoked: 1,
      assent_directory_certificates_ending_within_month: 3,
      assent_directory_certificates_ending_within_week: 2,
      assent_directory_certificates_ending_within_day: 1,
    });
  });
});
