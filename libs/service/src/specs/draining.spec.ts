import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Module } from '@nestjs/common';
import { freePort } from '#testing';
import { createApp, Environment, type ServiceDefinition, stopApp } from '../index.js';
import { variables } from './hello.service.js';

@Controller()
class SlowController {
  @Get('slow')
  async slow(): Promise<object> {
    await pause(2000);
    return { done: true };
  }

  @Get('quick')
  quick(): object {
    return { done: true };
  }
}

@Module({ controllers: [SlowController] })
class SlowModule {}

const slow: ServiceDefinition = {
  name: 'slow',
  module: SlowModule,
  log: { service: 'slow', aggregates: [] },
};

describe('a process that was told to stop', () => {
  it('serves until gateways have seen that it is not ready, ends connections with its answers, and finishes what is under way', async () => {
    const port = await freePort();
    const app = await createApp([slow], new Environment({ ...variables, ASSENT_DRAIN_DELAY: '1500' }));
    await app.listen(port, 'localhost');
    const agent = new Agent({ keepAlive: true });
    const ask = (path: string): Promise<IncomingMessage> =>
      new Promise((answered, failed) =>
        get(`http://localhost:${port}/${path}`, { agent }, (answer) => answered(answer.resume())).once(
          'error',
          failed,
        ),
      );
    expect((await ask('quick')).headers.connection).toBe('keep-alive');
    const stopped = stopApp(app);
    expect((await ask('readyz')).statusCode).toBe(503);
    const quick = await ask('quick');
    expect([quick.statusCode, quick.headers.connection]).toEqual([200, 'close']);
    const underWay = await ask('slow');
    expect([underWay.statusCode, underWay.headers.connection]).toEqual([200, 'close']);
    await stopped;
    await expect(ask('quick')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });
});
