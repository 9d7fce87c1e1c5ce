import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, Environment, InternalClient } from '../index.js';
import { hello, variables } from './hello.service.js';

describe('internal routes', () => {
  let app: NestFastifyApplication;
  let client: InternalClient;
  const port = 20_000 + (process.pid % 20_000);

  beforeAll(async () => {
    const issuer = `http://localhost:${port}`;
    app = await createApp([hello], new Environment({ ...variables, ASSENT_ISSUER: issuer }));
    await app.listen(port, 'localhost');
    client = app.get(InternalClient);
  });
  afterAll(() => app.close());

  it('let services of the deployment in', async () => {
    expect(await client.get('hello', '/internal/hello/there')).toEqual({ there: true });
  });

  it('let nobody else in', async () => {
    const answer = await fetch(`http://localhost:${port}/internal/hello/there`);
    expect(answer.status).toBe(401);
  });

  it('do not take a token that is meant for another service', async () => {
    await expect(client.get('other', '/internal/hello/there')).rejects.toThrow('neighbour-unavailable');
  });

  it('carry a refusal to the caller', async () => {
    await expect(client.post('hello', '/internal/hello/refuse', {})).rejects.toThrow('known');
  });
});
