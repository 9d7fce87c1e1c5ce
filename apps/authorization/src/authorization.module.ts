import { Module } from '@nestjs/common';
import { EventSourcingModule } from '#event-sourcing';
import { Consumers, MessagingModule } from '#messaging';
import { OAuthModule } from '#oauth';
import { ReplicasModule } from '#replicas';
import { AccountIds } from './account/account-ids.js';
import { CreateAccountHandler } from './account/create-account.js';
import { Subjects } from './account/subjects.js';
import { authorizationLog } from './authorization.log.js';
import { authorizationSettings } from './authorization.settings.js';
import { AuthenticatePersonHandler } from './authorization/authenticate-person.js';
import { DecideConsentHandler } from './authorization/decide-consent.js';
import { FailAuthorizationHandler } from './authorization/fail-authorization.js';
import { IssueCodeHandler } from './authorization/issue-code.js';
import { NoteCodeRedemptionHandler, WhenCodeIsRedeemed } from './authorization/note-code-redemption.js';
import { RequestAuthorizationHandler } from './authorization/request-authorization.js';
import { DiscoveryController } from './discovery/discovery.controller.js';
import { IdentityMetadata } from './discovery/identity-metadata.js';
import { OwnKeys } from './discovery/own-keys.js';
import { PublishedKeys } from './discovery/published-keys.js';
import { AuthorizeController } from './interaction/authorize.controller.js';
import { Cookies } from './interaction/cookies.js';
import { DecisionController } from './interaction/decision.controller.js';
import { FormTokens } from './interaction/form-token.js';
import { InteractionForms } from './interaction/interaction-forms.js';
import { InteractionPages } from './interaction/interaction-pages.js';
import { InteractionController } from './interaction/interaction.controller.js';
import { Interactions } from './interaction/interactions.js';
import { SignInForms } from './interaction/sign-in-forms.js';
import { SignInController } from './interaction/sign-in.controller.js';
import { SignOutController } from './interaction/sign-out.controller.js';
import { SignOuts } from './interaction/sign-outs.js';
import { Visits } from './interaction/visits.js';
import { ConsentAssetsController } from './pages/assets.controller.js';
import { AuthorizationRequests } from './request/authorization-requests.js';
import { AuthorizePipeline } from './request/pipeline.js';
import { Answers } from './response/answers.js';
import { Clients } from './response/clients.js';
import { Codes } from './response/codes.js';
import { IdTokens } from './response/id-tokens.js';
import { Neighbours } from './response/neighbours.js';
import { SellerController } from './seller/seller.controller.js';
import { sellerProviders } from './seller/seller.parts.js';
import { Sessions } from './session/sessions.js';
import { SignInHandler } from './sign-in/sign-in.js';
import { StepUpHandler } from './sign-in/step-up.js';
import { Throttles } from './sign-in/throttles.js';

const useCases = [
  CreateAccountHandler,
  SignInHandler,
  StepUpHandler,
  RequestAuthorizationHandler,
  AuthenticatePersonHandler,
  DecideConsentHandler,
  IssueCodeHandler,
  FailAuthorizationHandler,
  NoteCodeRedemptionHandler,
];

const request = [AuthorizePipeline, AuthorizationRequests];
const interaction = [
  Cookies,
  FormTokens,
  InteractionForms,
  InteractionPages,
  Interactions,
  SignInForms,
  SignOuts,
  Visits,
];
const people = [AccountIds, Sessions, Subjects, Throttles];
const response = [Answers, Clients, Codes, IdTokens, Neighbours, OwnKeys, PublishedKeys];
const seller = [...sellerProviders, IdentityMetadata];

/** Discovery, authorization requests, sign-in, consent, and the answer. */
@Module({
  imports: [
    EventSourcingModule.forService(authorizationLog),
    MessagingModule.forService('authorization'),
    ReplicasModule.forService('authorization', ['client', 'intent', 'signing-keys']),
    OAuthModule.forService('authorization', { signs: true, decrypts: true }),
  ],
  controllers: [
    DiscoveryController,
    AuthorizeController,
    InteractionController,
    SignInController,
    DecisionController,
    SignOutController,
    ConsentAssetsController,
    SellerController,
  ],
  providers: [
    authorizationSettings.provider,
    ...useCases,
    ...request,
    ...interaction,
    ...people,
    ...response,
    ...seller,
    WhenCodeIsRedeemed,
  ],
})
export class AuthorizationModule {
  constructor(consumers: Consumers, whenCodeIsRedeemed: WhenCodeIsRedeemed) {
    consumers.add(whenCodeIsRedeemed);
  }
}
