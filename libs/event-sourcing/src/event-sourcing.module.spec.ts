import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { KeyEncryptionKey } from '#crypto';
import { context, testLog, type TestLog } from '#testing';
import { Clock, SystemClock } from './clock.js';
import { Database, DatabaseSettings } from './database.js';
import { EventSourcingModule } from './event-sourcing.module.js';
import { EventStore } from './event-store.js';
import { parcels, post } from './fixtures/parcel.js';
import { PublicationSchemas } from './publication-schemas.js';

const checked: string[] = [];

describe('the module of a service', () => {
  let log: TestLog;
  beforeEach(async () => (log = await testLog(post)));
  afterEach(() => log.close());

  const application = async (service = post) => {
    const providers = [
      { provide: DatabaseSettings, useValue: log.settings },
      { provide: Clock, useClass: SystemClock },
      { provide: KeyEncryptionKey, useValue: log.keys },
      { provide: PublicationSchemas, useValue: { check: (type: string) => checked.push(type) } },
    ];
    @Module({})
    class Globals {}
    const globals = {
      module: Globals,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
    const built = await Test.createTestingModule({
      imports: [globals, EventSourcingModule.forService(service)],
    }).compile();
    return built.init();
  };

  it('writes, checks what it publishes, gives positions, and stops within a second', async () => {
    const app = await application();
    const command = { type: 'send', context: context(), recipient: 'Ada', grams: 1 } as const;
    await app.get(EventStore, { strict: false }).execute(parcels, 'a', command);
    const database = app.get(Database, { strict: false });
    while ((await database.query('select 1 from queue')).length > 0);
    expect(await database.query('select position from event')).toEqual([{ position: 1 }]);
    expect(checked).toEqual(['ParcelSent']);
    const before = performance.now();
    await app.close();
    expect(performance.now() - before).toBeLessThan(1_000);
    await expect(database.query('select 1')).rejects.toMatchObject({ code: '57P01' });
  });

  it('refuses a schema that was not migrated, and one that is newer than the program', async () => {
    await expect(application({ ...post, service: 'other' })).rejects.toThrow(
      'The database schema "other" is older than this program (LogTables1700000000000, PublicationTable1700000001000, TableStorage1700000002000 missing): run "assent migrate".',
    );
    await log.database.query(`insert into migration (timestamp, name) values (9, 'Tomorrow9')`);
    await expect(application()).rejects.toThrow(
      'is newer than this program (it has Tomorrow9): run the newer program.',
    );
  });
});
