export { asyncApiDocument } from './asyncapi/asyncapi.js';
export { cloudEventHeaders } from './asyncapi/cloud-event-headers.js';
export type { PublicAuthorization } from './authorization.js';
export type { PublicClient, SuspensionCause, TlsClientSubject } from './client.js';
export type { PublicCertificate } from './certificate.js';
export type { PublicCredential } from './credential.js';
export type { PublicDelivery } from './delivery.js';
export type { IssuedToken, PublicGrant } from './grant.js';
export type { IntentStatus, PublicIntent } from './intent.js';
export type { KindContract, ObjectSchema } from './contract.js';
export { contracts, type PublicKind, type PublicViews } from './kinds.js';
export type { PublicOrganisation } from './organisation.js';
export {
  publicationSchemas,
  PublicationSchemas,
  publicEventSchemas,
  type PublicEvent,
  type PublicEventSchema,
} from './publication-schemas.js';
export type { IssuedStatement, PublicSoftware, RevokedStatement } from './software.js';
export type { PublicListener, PublicListeners } from './listener.js';
export type { PublicQuote } from './quote.js';
export type { PublicSigningKeys } from './signing-keys.js';
export { type MefProblem, mefValidator, type MefValidator } from './mef-problems.js';
export { type QuoteCreate, quoteCreateSchema, type QuoteItemCreate } from './quote-create.js';
export { quoteCreateProblems } from './quote-create-problems.js';
