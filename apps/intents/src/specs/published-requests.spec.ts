import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sha256Base64url } from '#crypto';
import type { RunningService } from '#testing';
import { body, intentsWorld } from './world.js';

const own = new URL('../../../../../apps/buyer/quotes/', import.meta.url).pathname;
const published = process.env['MEF_EXAMPLES'];
if (!published) process.stdout.write('MEF_EXAMPLES names no folder: only our own requests are staged.\n');

const requestsIn = (folder: string): [string, string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

describe('quote requests written to the Sonata contract', () => {
  let service: RunningService;
  let tokens: Record<string, string>;
  beforeAll(async () => ({ service, tokens } = await intentsWorld()));
  afterAll(() => service.close());

  it.each([...requestsIn(own), ...(published ? requestsIn(published) : [])])(
    'stage unchanged: %s',
    async (_name, text) => {
      const payload: unknown = JSON.parse(text);
      const answer = await service.send('POST', '/intents', {
        token: tokens['one']!,
        body: { ...body, payload },
      });
      expect(answer).toMatchObject({ status: 201 });
      expect(answer.body).toMatchObject({ payload, payloadHash: sha256Base64url(canonicalJson(payload)) });
    },
  );
});
