import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { makeParty, Talk } from './authenticity.fixture.js';
import { messageClaims } from './message.js';

const schema = (name: string): object =>
  JSON.parse(readFileSync(`libs/crypto/authenticity/${name}.schema.json`, 'utf8')) as object;

const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
formats.default(ajv);
const validates = Object.fromEntries(
  ['message', 'secrets', 'refusal', 'evidence'].map((name) => [name, ajv.compile(schema(name))]),
);

const isRead = (claims: Record<string, unknown>): boolean => {
  try {
    messageClaims(claims);
    return true;
  } catch {
    return false;
  }
};

describe('the published schemas', () => {
  let talk: Talk;
  let claims: Record<string, unknown>[];
  beforeAll(async () => {
    const [buyer, seller] = [
      await makeParty('client-1', 'b.example'),
      await makeParty('https://s.example', 's.example'),
    ];
    talk = new Talk(buyer, seller);
    await talk.exchange();
    await talk.exchange(2);
    claims = talk.wire.map(
      ({ jws }) =>
        JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>,
    );
  });

  it('describe what is sent', () => {
    expect(claims.map((one) => validates['message']!(one))).toEqual([true, true, true, true]);
    expect(validates['evidence']!(talk.evidence())).toBe(true);
    expect(validates['secrets']!({ previous_secret: talk.secrets[0], new_secret: talk.secrets[1] })).toBe(
      true,
    );
  });

  it('refuse what the reader refuses, whichever claim is left out or replaced, and nothing else', () => {
    const values = [
      undefined,
      '',
      'x',
      'x'.repeat(43),
      1,
      2,
      3,
      201,
      400,
      -1,
      1.5,
      null,
      {},
      [],
      true,
      'a.b.c.d.e',
      '/x',
      'b.example',
      'B.example',
      'b.example:1',
      'https://s.example/x',
      'POST',
    ];
    const names = Object.keys((schema('message') as { properties: object }).properties);
    const disagreements = claims.flatMap((honest) =>
      [...names, 'unknown'].flatMap((name) =>
        values.flatMap((value) => {
          const changed = JSON.parse(JSON.stringify({ ...honest, [name]: value })) as Record<string, unknown>;
          return validates['message']!(changed) === isRead(changed)
            ? []
            : [[honest['sequence'], name, value]];
        }),
      ),
    );
    expect(disagreements).toEqual([]);
  });
});
