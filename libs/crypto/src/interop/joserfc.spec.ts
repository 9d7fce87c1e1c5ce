import { describeUnless } from '#testing';
import { generateKeyPair, exportJWK, type JWK } from 'jose';
import { askJoserfc, type Job, noJoserfc } from './joserfc.fixture.js';
import { decryptJwe, encryptJwe } from '../jwe/jwe.js';
import { encryptSigned, openSigned } from '../jwe/nested-jwt.js';
import { flipped, makeReader, openerOf, suites, withParts } from '../jwe/jwe.fixture.js';
import { importSigningKey } from '../jwk/signing-key.js';
import { KeySet } from '../jwk/key-set.js';
import { makeSigner, policyOf } from '../jws/jws.fixture.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { signDetached } from '../jws/detached-jws.js';
import { signJws, verifyJws } from '../jws/jws.js';

const OURS = '{"from":"us"}';
const THEIRS = '{"from":"joserfc"}';
type Named = readonly [title: string, job: Job];

// JOSE of another language, by other people: one run of Python for everything.
describeUnless(noJoserfc(), 'joserfc (Python)', () => {
  let signer: Awaited<ReturnType<typeof makeSigner>>;
  let reader: Awaited<ReturnType<typeof makeReader>>;
  let peer: { readonly publicJwk: JWK; readonly privateJwk: JWK };
  let answers: ReturnType<typeof askJoserfc>;
  const read: Named[] = [];
  const write: Named[] = [];

  beforeAll(async () => {
    [signer, reader] = [await makeSigner(), await makeReader()];
    const pair = await generateKeyPair('ES256', { extractable: true });
    peer = { publicJwk: await exportJWK(pair.publicKey), privateJwk: await exportJWK(pair.privateKey) };
    for (const alg of signatureAlgorithms) await addSignatures(alg);
    for (const suite of suites) await addEncryptions(suite);
    answers = askJoserfc({ read: read.map(([, job]) => job), write: write.map(([, job]) => job) });
  });

  const addSignatures = async (alg: (typeof signatureAlgorithms)[number]) => {
    const [key, pair] = [signer.keys[alg], signer.pairs[alg]];
    const { use: _use, alg: _alg, ...publicJwk } = pair.publicJwk;
    const { alg: _own, ...privateJwk } = pair.privateJwk;
    const token = await signJws(key, { typ: 'JWT' }, OURS);
    read.push([`JWS ${alg}`, { kind: 'jws', key: publicJwk, alg, token }]);
    const detached = await signDetached(key, { typ: 'JOSE' }, OURS);
    read.push([`detached ${alg}`, { kind: 'detached', key: publicJwk, alg, token: detached, body: OURS }]);
    const changed = withParts(token, { 1: (payload) => flipped(payload) });
    read.push([`changed JWS ${alg}`, { kind: 'jws', key: publicJwk, alg, token: changed }]);
    write.push([`JWS ${alg}`, { kind: 'jws', key: privateJwk, alg, kid: pair.kid }]);
  };

  const addEncryptions = async ([alg, type, enc]: (typeof suites)[number]) => {
    const recipient = await reader.recipient(type, alg);
    const { use: _use, alg: _alg, kid, ...publicJwk } = reader.pairs[type].publicJwk;
    const { kid: _kid, ...key } = reader.pairs[type].privateJwk;
    const title = `${alg} ${type} ${enc}`;
    const token = await encryptJwe(recipient, { enc }, OURS);
    read.push([`JWE ${title}`, { kind: 'jwe', key, alg, enc, token }]);
    const changed = withParts(token, { 3: (content) => flipped(content) });
    read.push([`changed JWE ${title}`, { kind: 'jwe', key, alg, enc, token: changed }]);
    const jws = await signJws(await importSigningKey({ ...peer.privateJwk, kid: 'peer' }, 'ES256'), {}, OURS);
    const nested = await encryptSigned(recipient, enc, jws);
    read.push([`nested ${title}`, { kind: 'nested', key, alg, enc, token: nested, signer: peer.publicJwk }]);
    write.push([`JWE ${title}`, { kind: 'jwe', key: publicJwk, alg, enc, kid: kid! }]);
    write.push([
      `nested ${title}`,
      { kind: 'nested', key: publicJwk, alg, enc, kid: kid!, signer: peer.privateJwk },
    ]);
  };

  it('reads every JWS, detached JWS, JWE and nested JWT of ours, and refuses each that was changed', () => {
    const outcomes = read.map(([title], index) => [title, answers.read[index]!.content ?? 'refused']);
    const expected = read.map(([title]) => [title, title.startsWith('changed') ? 'refused' : OURS]);
    expect(outcomes).toEqual(expected);
    expect(outcomes).toHaveLength(3 * 3 + 15 * 3);
  });

  it('writes what we read: every JWS, JWE and nested JWT', async () => {
    const contents: string[] = [];
    for (const [index, [, { kind }]] of write.entries())
      contents.push(await contentOf(kind, answers.write[index]!));
    expect(contents).toEqual(write.map(() => THEIRS));
    expect(contents).toHaveLength(3 + 15 * 2);
  });

  const contentOf = async (kind: Job['kind'], token: string): Promise<string> => {
    const policy = openerOf(reader.keys, { accessJwk: 'required' });
    if (kind === 'jws') return (await verifyJws(token, policyOf(signer.set))).payload.toString();
    if (kind === 'jwe') return (await decryptJwe(token, policy)).plaintext.toString();
    const set = KeySet.of({ keys: [{ ...peer.publicJwk, kid: 'peer' }] });
    return (await verifyJws((await openSigned(token, policy)).jws, policyOf(set))).payload.toString();
  };
});
