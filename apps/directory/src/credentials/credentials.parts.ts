import type { Provider, Type } from '@nestjs/common';
import { CoreSettings, type SettingValues } from '#service';
import { directorySettings } from '../directory.settings.js';
import { StatusIndices } from '../status/status-indices.js';
import { SignedLists } from '../status/signed-lists.js';
import { StatementLists } from '../status/statement-lists.js';
import { StatusLists } from '../status/status-lists.js';
import { StatusListsController } from '../status/status-lists.controller.js';
import {
  ReinstateCredentialHandler,
  RevokeCredentialHandler,
  SuspendCredentialHandler,
} from './change-credential.js';
import { CredentialReader } from './credential-reader.js';
import { CredentialStatusController } from './credential-status.controller.js';
import { CredentialSigner } from './credential-signer.js';
import { DidDocuments } from './did-documents.js';
import { DidDocumentsController } from './did-documents.controller.js';
import { FollowMembership } from './follow-membership.js';
import { HolderProofs } from './holder-proof.js';
import { IssueCredentialHandler } from './issue-credential.js';
import { MemberCredentialsController } from './member-credentials.controller.js';
import { MemberCredentials } from './member-credentials.js';
import { MemberKeys } from './member-keys.js';
import { DirectoryNames } from './names.js';
import { OwnCredential } from './own-credential.js';
import { PublishedCredentialsController } from './published-credentials.controller.js';
import { SellerCredential } from './seller-credential.js';
import { SellerCredentialController } from './seller-credential.controller.js';
import { SubjectOfOrder } from './subject-of-order.js';

/** Endpoints of identifiers, credentials and their status. */
export const credentialControllers: Type[] = [
  CredentialStatusController,
  DidDocumentsController,
  MemberCredentialsController,
  PublishedCredentialsController,
  SellerCredentialController,
  StatusListsController,
];

/** What they need. */
export const credentialProviders: Provider[] = [
  {
    provide: DirectoryNames,
    inject: [CoreSettings, directorySettings.token],
    useFactory: (
      { issuer }: CoreSettings,
      { lei, legalName, sellerLei, sellerName }: SettingValues<typeof directorySettings.specs>,
    ) => new DirectoryNames(issuer, { lei, legalName }, { lei: sellerLei, legalName: sellerName }),
  },
  CredentialReader,
  CredentialSigner,
  DidDocuments,
  FollowMembership,
  HolderProofs,
  MemberCredentials,
  MemberKeys,
  OwnCredential,
  SellerCredential,
  SignedLists,
  StatementLists,
  StatusIndices,
  StatusLists,
  SubjectOfOrder,
  IssueCredentialHandler,
  SuspendCredentialHandler,
  ReinstateCredentialHandler,
  RevokeCredentialHandler,
];
