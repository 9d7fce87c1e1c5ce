import { readFile } from 'node:fs/promises';
import { settingsTable } from '#service';
import { services } from '../services.js';
import { markdownTable } from './settings.js';

describe('docs/operations.md', () => {
  it('has every setting as the services read it (renew with `assent settings --markdown`)', async () => {
    expect(await readFile('docs/operations.md', 'utf8')).toContain(markdownTable(settingsTable(services)));
  });
});
