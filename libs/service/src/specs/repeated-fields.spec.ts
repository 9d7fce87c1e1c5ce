import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, Environment } from '../index.js';
import { hello, variables } from './hello.service.js';

describe('header fields that may be there once', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await createApp([hello], new Environment(variables));
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  // No client library sends a field twice: it is written onto the connection as it is.
  const statusOf = (fields: readonly string[]): Promise<string | undefined> =>
    new Promise((answered, failed) => {
      const { port } = app.getHttpServer().address() as AddressInfo;
      const body = '{"name":"Ada"}';
      const head = [
        'POST /greetings HTTP/1.1',
        'Connection: close',
        `Content-Length: ${body.length}`,
        ...fields,
      ];
      const socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => answered(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]));
      socket.on('error', failed);
    });

  const host = 'Host: localhost';
  const type = 'Content-Type: application/json';

  it('are taken once', async () => {
    expect(await statusOf([host, type, 'Authorization: Bearer a.b.c'])).toBe('201');
  });

  it.each([
    ['Host (RFC 9112 §3.2)', [host, 'host: elsewhere', type]],
    ['Content-Type (RFC 9110 §8.3)', [host, type, 'content-type: text/plain']],
    [
      'Authorization (RFC 6750 §2)',
      [host, type, 'Authorization: Bearer a.b.c', 'AUTHORIZATION: Bearer x.y.z'],
    ],
  ])('are refused twice: %s', async (_title, fields) => {
    expect(await statusOf(fields)).toBe('400');
  });
});
