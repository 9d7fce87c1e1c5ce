import { authority, leaf, root, rsa } from '../x509.fixture.js';
import { authorityRows, criticalRows, usageRows } from './authority-rows.fixture.js';
import { dateRows, type Honest, issuerRows, shapeRows } from './chain-rows.fixture.js';
import { contentRows } from './content-rows.fixture.js';
import { encodingRows } from './encoding-rows.fixture.js';
import { keyRows } from './key-rows.fixture.js';
import { nameConstraintRows } from './name-constraint-rows.fixture.js';
import { certificateRequestRows } from './certificate-request-rows.fixture.js';
import { crlRows, revocationRows } from './crl-rows.fixture.js';
import { ocspRequestRows } from './ocsp-request-rows.fixture.js';
import { ocspResponseRows } from './ocsp-response-rows.fixture.js';

const top = await root();
const ca = await authority(top);
const app = await leaf(ca);
const honest: Honest = { top, ca, app };
const rsaCa = await root('RSA', { keys: rsa() });

const tables = {
  'an encoding of a certificate': encodingRows(ca),
  'a key or signature': keyRows(ca, rsaCa),
  'the contents of a certificate': contentRows(ca),
  'a time': dateRows(honest),
  'an issuer': issuerRows(honest),
  'the shape of a chain': shapeRows(honest),
  'an authority': authorityRows(honest),
  'a use': usageRows(honest),
  'a critical extension': criticalRows(honest),
  'a constraint on names': nameConstraintRows(honest),
  'a revocation': revocationRows(honest),
  'a revocation list': crlRows(honest, rsaCa),
  'a question of OCSP': ocspRequestRows(honest),
  'an answer of OCSP': ocspResponseRows(honest, rsaCa),
  'a certificate request': certificateRequestRows(),
};

describe.each(Object.entries(tables))('%s', (_table, rows) => {
  it.each(rows)('is refused: %s', async (_title, act, reason) => {
    await expect((async () => act())()).rejects.toMatchObject({ name: 'Untrusted', reason });
  });
});
