import { isLei, STATUS_LIST_MAX_BYTES } from '#crypto';
import { defineSettings, parseInteger, parseText } from '#service';

/** Seconds: the keys that sign credentials stay published for as long as any of them may count. */
export const LONGEST_CREDENTIAL = 31 * 86_400;

const parseLei = (text: string): string => {
  if (!isLei(text)) throw new Error('must be a Legal Entity Identifier with right check digits');
  return text;
};

/** Settings of the sandbox trust framework. */
export const directorySettings = defineSettings('directory', {
  statementLifetime: {
    env: 'ASSENT_DIRECTORY_STATEMENT_LIFETIME',
    doc: 'Seconds that a software statement is valid.',
    parse: parseInteger(60, 86_400),
    sandbox: 3600,
  },
  lei: {
    env: 'ASSENT_DIRECTORY_LEI',
    doc: 'Legal Entity Identifier (ISO 17442) of who runs the directory, in its own credential.',
    parse: parseLei,
    sandbox: '984500ASSENTDIRECT32',
  },
  legalName: {
    env: 'ASSENT_DIRECTORY_LEGAL_NAME',
    doc: 'Legal name of who runs the directory, in its own credential.',
    parse: parseText,
    sandbox: 'Assent Sandbox Directory',
  },
  sellerLei: {
    env: 'ASSENT_DIRECTORY_SELLER_LEI',
    doc: 'Legal Entity Identifier (ISO 17442) of the Seller of this sandbox, in the credential that it gets here.',
    parse: parseLei,
    sandbox: '984500ASSENTSELLER54',
  },
  sellerName: {
    env: 'ASSENT_DIRECTORY_SELLER_LEGAL_NAME',
    doc: 'Legal name of the Seller of this sandbox, in that credential.',
    parse: parseText,
    sandbox: 'Assent Sandbox Seller',
  },
  credentialLifetime: {
    env: 'ASSENT_DIRECTORY_CREDENTIAL_LIFETIME',
    doc: 'Seconds that a Legal Entity credential is valid, at most 31 days.',
    parse: parseInteger(60, LONGEST_CREDENTIAL),
    sandbox: LONGEST_CREDENTIAL,
  },
  statusListSize: {
    env: 'ASSENT_DIRECTORY_STATUS_LIST_SIZE',
    doc: 'Entries of a status list; credentials get places at random, and the next list is begun when one is about half full.',
    parse: parseInteger(16, (STATUS_LIST_MAX_BYTES * 8) / 2),
    sandbox: 131_072,
  },
  statusTtl: {
    env: 'ASSENT_DIRECTORY_STATUS_TTL',
    doc: 'Seconds for which others may use their copy of a status list: so long a suspension may go unnoticed.',
    parse: parseInteger(1, 86_400),
    sandbox: 30,
  },
  expiryInterval: {
    env: 'ASSENT_DIRECTORY_EXPIRY_INTERVAL',
    doc: 'Milliseconds between two looks for certificates that end within 30, 7 or 1 days.',
    parse: parseInteger(100, 86_400_000),
    sandbox: 600_000,
  },
  token: {
    env: 'ASSENT_DIRECTORY_TOKEN',
    doc: 'Bearer token that changes to the directory need. Without one, changes are taken from this machine only.',
    parse: parseText,
    sandbox: '',
    secret: true,
  },
});
