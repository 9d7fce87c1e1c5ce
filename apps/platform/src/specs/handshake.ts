import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect, createServer, type Server, type TLSSocket } from 'node:tls';

/** A distinguished name, as Node tells it. */
export type Subject = Readonly<Record<string, string>>;

// As `assent cert export` writes it.
const material = async (folder: string) => ({
  key: await readFile(join(folder, 'key.pem')),
  cert: await readFile(join(folder, 'certificate.pem')),
  ca: await readFile(join(folder, 'anchors.pem')),
});

/** Connects a client to a server with mutual TLS, each knowing the anchors alone; gives the client's subject, as the server sees it. */
export const handshake = async (server: string, client: string, host: string): Promise<Subject> => {
  let seen: Subject = {};
  const options = { ...(await material(server)), requestCert: true, rejectUnauthorized: true };
  const listening = await listen(options, (socket) => {
    seen = { ...socket.getPeerCertificate().subject } as unknown as Subject;
    socket.end('hello');
  });
  try {
    const { port } = listening.address() as AddressInfo;
    const from = { ...(await material(client)), host: '127.0.0.1', port, servername: host };
    await new Promise<void>((resolve, reject) => {
      connect(from)
        .on('error', reject)
        .on('close', () => resolve())
        .resume();
    });
  } finally {
    await new Promise((closed) => listening.close(closed));
  }
  return seen;
};

const listen = (options: object, connected: (socket: TLSSocket) => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(options, connected);
    server
      .on('error', reject)
      .on('tlsClientError', () => undefined)
      .listen(0, '127.0.0.1', () => resolve(server));
  });
