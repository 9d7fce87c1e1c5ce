import { type Server, createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  Global,
  Module,
  Post,
  UseFilters,
} from '@nestjs/common';
import type { ArgumentsHost } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Clock, Refused } from '#event-sourcing';
import { OAuthSettings } from '#oauth';
import { Replicas } from '#replicas';
import type { Authorization } from './protected.js';
import { Auth, Protected } from './protected.decorator.js';
import { resourceServerRefusals } from './refusals.js';
import { ResourceServerModule } from './resource-server.module.js';
import { type Known, allGood, clock, issuer as fixed, makeIssuer, replicasOf } from './tokens.fixture.js';

const path = '/mefApi/sonata/quoteManagement/v8';
let seller: Awaited<ReturnType<typeof makeIssuer>>;
let jwksServer: Server;
let jwksRequests = 0;
let issuer: string;
let application: NestFastifyApplication;
const known: Known = allGood();

@Catch(Refused)
class Errors implements ExceptionFilter {
  catch({ reason }: Refused, host: ArgumentsHost) {
    const row = resourceServerRefusals[reason as keyof typeof resourceServerRefusals];
    const reply = host.switchToHttp().getResponse<{ status(code: number): { send(body: object): void } }>();
    reply.status(row.status).send({ code: row.code, reason: row.message });
  }
}

@Controller('quote')
@UseFilters(Errors)
class Quotes {
  @Post()
  @Protected({ scope: 'createQuote', resourceToken: true })
  create(@Auth() authorization: Authorization) {
    return authorization.resource;
  }

  @Get()
  @Protected({ scope: 'listQuote' })
  list(@Auth() authorization: Authorization) {
    return { clientId: authorization.clientId };
  }

  @Get('open')
  open() {
    return { open: true };
  }
}

const startJwks = async () => {
  jwksServer = createServer((_request, response) => {
    jwksRequests += 1;
    response.end(JSON.stringify(seller.jwks));
  });
  await new Promise<void>((done) => jwksServer.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(jwksServer.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  seller = await makeIssuer();
  issuer = await startJwks();
  const replicas = {
    module: class ReplicasOfQuotes {},
    providers: [{ provide: Replicas, useValue: replicasOf(() => known) }],
    exports: [Replicas],
  };
  const settings = { issuer, loopbackAllowed: true, keyPublicationDelay: 60, longestTokenLife: 60 };

  @Global()
  @Module({
    providers: [
      { provide: Clock, useValue: clock },
      { provide: OAuthSettings, useValue: settings },
    ],
    exports: [Clock, OAuthSettings],
  })
  class Deployment {}

  @Module({ imports: [replicas, ResourceServerModule.forService({ path })], controllers: [Quotes] })
  class QuotesModule {}

  const testing = await Test.createTestingModule({ imports: [Deployment, QuotesModule] }).compile();
  application = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await application.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await application.close();
  await new Promise((done) => jwksServer.close(done));
});

const tokens = async (scope = 'createQuote') => {
  const access = await seller.access({ iss: issuer, aud: issuer, scope });
  const resource = await seller.resourceToken(access, { iss: issuer, aud: issuer + path });
  return { authorization: `Bearer ${access}`, 'resource-token': resource };
};
const inject = (method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}) =>
  application.inject({ method, url, headers });

describe('a protected handler', () => {
  it('gets the authorization of its request, the issuer’s keys fetched once', async () => {
    const answer = await inject('POST', '/quote', await tokens());
    expect([answer.statusCode, answer.json()]).toMatchObject([201, { intentId: 'urn:assent:intent:one' }]);
    expect((await inject('POST', '/quote', await tokens())).statusCode).toBe(201);
    expect(jwksRequests).toBe(1);
  });

  it('needs no resource token where none is asked for', async () => {
    const { authorization } = await tokens('listQuote');
    expect((await inject('GET', '/quote', { authorization })).json()).toEqual({ clientId: 'buyer' });
  });

  it('leaves its neighbours open', async () => {
    expect((await inject('GET', '/quote/open')).json()).toEqual({ open: true });
  });

  const realm = () => `Bearer realm="${issuer}${path}"`;

  it('RFC 6750 §3: without credentials is challenged, with no error', async () => {
    const answer = await inject('GET', '/quote');
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'missingCredentials']);
    expect(answer.headers['www-authenticate']).toBe(realm());
  });

  it('RFC 6750 §3.1: invalid_token for a token of another issuer', async () => {
    const access = await seller.access({ iss: fixed, aud: fixed });
    const answer = await inject('GET', '/quote', { authorization: `Bearer ${access}` });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'invalidCredentials']);
    expect(answer.headers['www-authenticate']).toBe(`${realm()}, error="invalid_token"`);
  });

  it('RFC 6750 §3.1: insufficient_scope names the scope that is needed', async () => {
    const answer = await inject('GET', '/quote', await tokens('createQuote'));
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'accessDenied']);
    expect(answer.headers['www-authenticate']).toBe(
      `${realm()}, error="insufficient_scope", scope="listQuote"`,
    );
  });

  it('refuses two Authorization headers on the wire, where Node alone would take the first', async () => {
    const { authorization } = await tokens('listQuote');
    const { port } = application.getHttpServer().address() as AddressInfo;
    const status = await new Promise((done) => {
      const headers = ['Authorization', authorization, 'Authorization', 'Bearer a.b.c', 'Host', 'localhost'];
      send({ port, host: '127.0.0.1', path: '/quote', headers }, (answer) => {
        answer.resume();
        done(answer.statusCode);
      }).end();
    });
    expect(status).toBe(401);
  });

  it('stops at once when the intent is revoked', async () => {
    const headers = await tokens();
    known.intent = { ...allGood().intent, status: 'revoked' };
    expect((await inject('POST', '/quote', headers)).statusCode).toBe(401);
    known.intent = allGood().intent!;
    expect((await inject('POST', '/quote', headers)).statusCode).toBe(201);
  });
});
