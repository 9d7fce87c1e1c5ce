import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  Res,
  UseFilters,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Context } from '#event-sourcing';
import { CoreSettings, oauthErrors, RequestContexts } from '#service';
import { DeleteClient } from '../delete-client.js';
import { RegisterClient } from '../register-client.js';
import { RegistrationAccess } from '../registration-access.js';
import { registrationRefusals } from '../registration.refusals.js';
import { UpdateClient } from '../update-client.js';
import { bearerToken } from './bearer.js';
import { type ClientInformation, clientInformation } from './client-information.js';
import { ClientMetadataBody } from './client-metadata.body.js';

interface Reply {
  status(code: number): Reply;
}

/** Dynamic client registration (RFC 7591, OIDC Registration 1.0) and its management (RFC 7592). */
@ApiTags('registration')
@Controller('register')
@UseFilters(oauthErrors(registrationRefusals))
export class RegistrationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly access: RegistrationAccess,
    private readonly core: CoreSettings,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Register software by its statement' })
  @ApiBody({ type: ClientMetadataBody })
  @ApiResponse({ status: 201, description: 'The client, with its registration access token' })
  @ApiResponse({ status: 200, description: 'A repeat: the same client, without the token' })
  async register(
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ClientInformation> {
    const context = this.contexts.create({ kind: 'anonymous', id: 'registration' });
    const { client, token, created } = await this.commands.execute(new RegisterClient(context, body));
    reply.status(created ? HttpStatus.CREATED : HttpStatus.OK);
    return clientInformation(client, this.core.issuer, token);
  }

  @Get(':clientId')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Read a client' })
  async read(
    @Param('clientId') clientId: string,
    @Headers('authorization') authorization?: string,
  ): Promise<ClientInformation> {
    const token = bearerToken(authorization);
    const client = await this.access.open(clientId, token);
    return clientInformation(client, this.core.issuer, token);
  }

  @Put(':clientId')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Replace the metadata of a client' })
  @ApiBody({ type: ClientMetadataBody })
  async update(
    @Param('clientId') clientId: string,
    @Body() body: unknown,
    @Headers('authorization') authorization?: string,
  ): Promise<ClientInformation> {
    const token = bearerToken(authorization);
    const before = await this.access.open(clientId, token);
    const client = await this.commands.execute(new UpdateClient(this.contextOf(clientId), before, body));
    return clientInformation(client, this.core.issuer, token);
  }

  @Delete(':clientId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Delete a client, and with it its tokens, grants and pending intents' })
  async delete(
    @Param('clientId') clientId: string,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    await this.access.open(clientId, bearerToken(authorization));
    await this.commands.execute(new DeleteClient(this.contextOf(clientId), clientId));
  }

  private contextOf(clientId: string): Context {
    return this.contexts.create({ kind: 'client', id: clientId });
  }
}
