import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Connection, headerOf } from './connection.js';
import { get, postJson } from './requests.js';

describe('a connection of the load generator', () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/hang-up') return void request.socket.destroy();
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const text = `${request.method} ${request.url} ${body}`;
        response.setHeader('x-port', String(request.socket.remotePort));
        response.writeHead(request.url === '/nothing' ? 204 : 200, {
          ...(request.url !== '/nothing' && { 'content-length': Buffer.byteLength(text) }),
        });
        // In two pieces, so that an answer has to be waited for.
        response.write(request.url === '/nothing' ? '' : text.slice(0, 3));
        setTimeout(() => response.end(request.url === '/nothing' ? '' : text.slice(3)), 5);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  it('reads whole answers, one after the other, and keeps the connection', async () => {
    const connection = await Connection.open(origin);
    const first = await connection.send(postJson(origin, '/made', '{"name":"Zoë"}'));
    const second = await connection.send(get(origin, '/nothing'));
    const third = await connection.send(get(origin, '/read'));
    connection.close();
    expect([first.status, second.status, third.status]).toEqual([200, 204, 200]);
    expect(first.body).toBe('POST /made {"name":"Zoë"}');
    expect(second.body).toBe('');
    expect(third.body).toBe('GET /read ');
    expect(headerOf(third, 'x-port')).toBe(headerOf(first, 'x-port'));
  });

  it('tells when the server hangs up instead of answering', async () => {
    const connection = await Connection.open(origin);
    await expect(connection.send(get(origin, '/hang-up'))).rejects.toThrow('closed the connection');
    connection.close();
  });
});
