import { refusalOf, type Somebody, World } from './world.fixture.js';

let world: World;
let buyer: Somebody;
beforeAll(async () => {
  world = await World.start();
  buyer = await world.somebody('buyer');
});
afterAll(() => world.stop());

describe('an identifier that would have us call somewhere else', () => {
  const resolvingTo = (address: string) => async () => [{ address, family: 4 }];
  const document = () => '/hostile/did.json';
  const hostile = () => buyer.did.replace('buyer', 'hostile');
  const answering = (answer: Parameters<World['answers']['set']>[1]) => {
    world.answers.set(document(), answer);
    return refusalOf(() => world.readers().identifiers.resolve(hostile()));
  };

  const rows: Record<string, [() => Promise<string | undefined>, string]> = {
    'a did:web whose name is of a private address': [
      () =>
        refusalOf(() =>
          world
            .readers(world.outbound(false, resolvingTo('10.0.0.8')), false)
            .identifiers.resolve('did:web:internal.example'),
        ),
      'identifier-unavailable: forbidden-address',
    ],
    'a did:web whose name is of the metadata service of a cloud': [
      () =>
        refusalOf(() =>
          world
            .readers(world.outbound(false, resolvingTo('169.254.169.254')), false)
            .identifiers.resolve('did:web:cloud.example'),
        ),
      'identifier-unavailable: forbidden-address',
    ],
    'a did:web of a private address': [
      () => refusalOf(() => world.readers().identifiers.resolve('did:web:192.168.1.1')),
      'identifier-unavailable: forbidden-address',
    ],
    'a did:web of loopback outside the sandbox': [
      () => refusalOf(() => world.readers(world.outbound(false), false).identifiers.resolve(buyer.did)),
      'identifier-unavailable: forbidden-address',
    ],
    'a JWK set over http outside the sandbox': [
      () =>
        refusalOf(() =>
          world.readers(world.outbound(false), false).identifiers.resolve('http://keys.example/jwks'),
        ),
      'identifier-unavailable: forbidden-address',
    ],
    'a document that is elsewhere': [
      () => answering((_request, response) => response.writeHead(302, { location: '/buyer/did.json' }).end()),
      'identifier-unavailable: wrong-status',
    ],
    'a document of another DID': [
      () => answering((_request, response) => response.end(JSON.stringify({ id: buyer.did }))),
      'did-document-of-another',
    ],
    'a document of ten megabytes': [
      () => answering((_request, response) => response.end(`{"id":"${'x'.repeat(10_000_000)}"}`)),
      'identifier-unavailable: answer-too-large',
    ],
    'a document nested ten thousand deep': [
      () =>
        answering((_request, response) =>
          response.end(`{"id":"${hostile()}","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
        ),
      'no-such-key',
    ],
    'a document that is no JSON': [
      () => answering((_request, response) => response.end('<html>')),
      'malformed-did-document',
    ],
    'a document with a NUL in it': [
      () => answering((_request, response) => response.end('{"id":"\\u0000"}')),
      'malformed-did-document',
    ],
    'a document that is cut off': [
      () =>
        answering((_request, response) => {
          response.writeHead(200, { 'content-length': '1000' }).write('{');
          setTimeout(() => response.destroy(), 20);
        }),
      'identifier-unavailable: no-connection',
    ],
    'a JWK set that is no JSON': [
      () => {
        world.publish('/jwks', 'x');
        return refusalOf(() => world.readers().identifiers.resolve(`${world.origin}/jwks`));
      },
      'malformed-jwks',
    ],
    'a JWK set with a private key': [
      () => {
        world.publish('/jwks', { keys: [buyer.pair.privateJwk] });
        return refusalOf(() => world.readers().identifiers.resolve(`${world.origin}/jwks`));
      },
      'private-key-published',
    ],
  };

  it.each(Object.keys(rows))('is refused: %s', async (name) => {
    const [attempt, reason] = rows[name]!;
    const outcome = await attempt();
    // What is harmless where nobody reads it gives its subject no keys.
    expect(outcome ?? 'no-such-key').toBe(reason);
  });

  it('is given up after five seconds: a slow document', async () => {
    const impatient = world.outbound();
    const { identifiers } = world.readers({
      fetch: (url: string, init?: object) => impatient.fetch(url, { ...init, timeoutMs: 50 }),
    } as never);
    world.answers.set(document(), (_request, response) => void response.write('{'));
    expect(await refusalOf(() => identifiers.resolve(hostile()))).toBe('identifier-unavailable: too-slow');
  });
});
