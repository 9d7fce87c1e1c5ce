import { Controller, Get, Headers, Param, Res, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Refused } from '#event-sourcing';
import { problemErrors } from '#service';
import { environmentOf } from '../authorities/published-files.js';
import { directoryRefusals } from '../directory.refusals.js';
import { Keystore, type KeySetName } from '../keystore/keystore.js';
import type { PublishedJwk } from '../keystore/published-jwk.js';
import { cached } from './cached.js';
import type { Reply } from './reply.js';

interface Jwks {
  readonly keys: readonly PublishedJwk[];
}

type Address = Readonly<Partial<Record<'environment' | 'organisationId' | 'softwareId' | 'set', string>>>;

/** JWK sets of the members (RFC 7517 §5), at addresses that are made of a certificate's OU and CN. */
@ApiTags('keys')
@Controller('directory/keystore/:environment/:organisationId')
@UseFilters(problemErrors(directoryRefusals))
export class KeystoreController {
  constructor(private readonly keystore: Keystore) {}

  @Get([':set', ':softwareId/:set'])
  @ApiProduces('application/jwk-set+json')
  @ApiOperation({
    summary: '`application.jwks` (signing and encryption) or `transport.jwks`: what is good now',
  })
  async active(
    @Param() address: Address,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Jwks | undefined> {
    return send(await this.keystore.active(nameOf(address)), known, reply);
  }

  @Get(['revoked/:set', ':softwareId/revoked/:set'])
  @ApiProduces('application/jwk-set+json')
  @ApiOperation({ summary: 'The same of what was revoked, with since when and why' })
  async revoked(
    @Param() address: Address,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Jwks | undefined> {
    return send(await this.keystore.revoked(nameOf(address)), known, reply);
  }
}

const nameOf = ({ environment = '', organisationId = '', softwareId, set }: Address): KeySetName => {
  if (set !== 'application.jwks' && set !== 'transport.jwks') throw new Refused('key-set-unknown');
  return {
    environment: environmentOf(environment),
    organisationId,
    softwareId,
    set: set === 'application.jwks' ? 'application' : 'transport',
  };
};

const send = (keys: readonly PublishedJwk[], known: string | undefined, reply: Reply): Jwks | undefined => {
  reply.header('content-type', 'application/jwk-set+json');
  return cached({ keys }, known, reply);
};
