import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { Consumers, MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { ReplicasModule } from '#replicas';
import { Clients } from './clients.js';
import { FrontChannelController } from './front-channel/front-channel.controller.js';
import { FrontChannelIssuing } from './front-channel/front-channel-issuing.js';
import { GrantLog } from './grant/grant-log.js';
import { grantHandlers } from './grant/grant.handlers.js';
import { GrantsOfClient } from './grant/grants-of-client.js';
import { Minting } from './minting/minting.js';
import { SealedValues } from './minting/sealed-values.js';
import { Neighbours } from './neighbours.js';
import { IntrospectionController } from './presented/introspection.controller.js';
import { LiveTokens } from './presented/live-tokens.js';
import { RevocationController } from './presented/revocation.controller.js';
import { TokenReader } from './presented/token-reader.js';
import { UserinfoController } from './presented/userinfo.controller.js';
import { EndGrantsOfDeletedClient } from './reactions/end-grants-of-deleted-client.js';
import { EndGrantsOfSuspendedClient } from './reactions/end-grants-of-suspended-client.js';
import { NarrowGrantOfEndedIntent } from './reactions/narrow-grant-of-ended-intent.js';
import { TokenIssuing } from './token-endpoint/issue.js';
import { TokenTools } from './token-endpoint/token-tools.js';
import { TokenController } from './token-endpoint/token.controller.js';
import { tokensLog } from './tokens.log.js';
import { tokensSettings } from './tokens.settings.js';

/** Issues, explains and ends tokens. */
@Module({
  imports: [
    EventSourcingModule.forService(tokensLog),
    MessagingModule.forService('tokens'),
    ReplicasModule.forService('tokens', ['client', 'authorization', 'intent']),
    OAuthModule.forService('tokens', { signs: true }),
  ],
  controllers: [
    TokenController,
    IntrospectionController,
    RevocationController,
    UserinfoController,
    FrontChannelController,
  ],
  providers: [
    tokensSettings.provider,
    Clients,
    Neighbours,
    // Grants
    ...grantHandlers,
    GrantLog,
    GrantsOfClient,
    // Tokens
    SealedValues,
    Minting,
    TokenTools,
    TokenIssuing,
    FrontChannelIssuing,
    TokenReader,
    LiveTokens,
    // Reactions
    NarrowGrantOfEndedIntent,
    EndGrantsOfDeletedClient,
    EndGrantsOfSuspendedClient,
  ],
})
export class TokensModule {
  constructor(
    consumers: Consumers,
    narrowGrants: NarrowGrantOfEndedIntent,
    ofDeleted: EndGrantsOfDeletedClient,
    ofSuspended: EndGrantsOfSuspendedClient,
  ) {
    consumers.add(narrowGrants, ofDeleted, ofSuspended);
  }
}
