import { didWebOf } from '#crypto';
import type { TrustFramework } from './trust-framework.js';

/** The anchor of `LegalEntityWorld`, before there is one. */
export const issuerOf = ({ url }: TrustFramework): string => didWebOf(`${url}/issuer`);

/** Value for `ASSENT_REGISTRATION_POLICY`. */
export const policyFor = (framework: TrustFramework, rules: readonly object[]): string =>
  JSON.stringify({ version: 'spec', anchors: [issuerOf(framework)], rules });
