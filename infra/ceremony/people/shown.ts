import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { parseCertificates } from '#crypto';
import { fetchWith } from '#testing';

/** What somebody shows in a handshake; nothing unless given. PEM. */
export interface Shown {
  readonly certificate: string;
  readonly key: string;
}

/** What `assent cert export` wrote into a folder. */
export const shownFrom = async (folder: string): Promise<Shown> => ({
  certificate: await readFile(`${folder}/certificate.pem`, 'utf8'),
  key: await readFile(`${folder}/key.pem`, 'utf8'),
});

/** The answer of `GET /hello-mtls`: who was recognized, or why nobody was. */
export interface Greeting {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

/** Calls a pinned route; the server is believed when the authorities (PEM) vouch for its name. */
export const greet = async (origin: string, ca: string, shown?: Shown): Promise<Greeting> => {
  const fetch = fetchWith({ ca, ...(shown && { cert: shown.certificate, key: shown.key }) });
  const answer = await fetch(`${origin}/hello-mtls`, { signal: AbortSignal.timeout(10_000) });
  return { status: answer.status, body: (await answer.json()) as Greeting['body'] };
};

/** The id (`x5t#S256`) of the certificate that a server shows for a name to whom these authorities are trusted. Rejects for others. */
export const shownAt = (origin: string, ca: string): Promise<string> =>
  new Promise((done, failed) => {
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: '127.0.0.1', port: Number(port), servername: hostname, ca }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      done(parseCertificates(pemOf(raw))[0]!.id);
    });
    socket.once('error', failed);
  });

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
