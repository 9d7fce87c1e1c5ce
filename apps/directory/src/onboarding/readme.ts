import type { BundleFacts } from './bundle.js';

/** `README.md` of a bundle. */
export const bundleReadme = ({
  organisation,
  software,
  issuer,
  expiresAt,
  certified,
}: BundleFacts): string => `# ${software.name}: credentials of a sandbox Buyer

Made by the trust framework at ${issuer}/directory for ${organisation.legalName} (LEI ${organisation.lei}).
The private keys were made for this download and kept nowhere else: whoever loses them makes a new bundle.

    node start.mjs     # registers with the Seller and gets a token; needs Node.js 20 or newer, and nothing else

| File | What it is |
| ---- | ---------- |
| \`start.mjs\` | the first three of the ten steps, in a hundred lines to read |
| \`client.json\` | ids, addresses and what to register |
| \`software-statement.jwt\` | the software statement (RFC 7591 §2.3); good for one registration until ${expiresAt} |
| \`legal-entity-credential.jwt\` | who is behind the software: a VC-JWT of its did:web, shown to Sellers that want to see it |
| \`transport.key.pem\`, \`transport.pem\` | C1: mutual TLS, certificate and the authority that issued it |
| \`signing.key.pem\`, \`signing.pem\` | Sig1: client assertions, request objects and bodies |
| \`encryption.key.pem\`, \`encryption.pem\` | Enc2: what is encrypted to this Buyer |
| \`anchors.pem\` | the roots that vouch for the other side |

Organisation \`${organisation.organisationId}\`, software \`${software.softwareId}\`.

${certified.map(({ profile, kid, notAfter }) => `- ${profile}: kid \`${kid}\`, until ${notAfter}`).join('\n')}

A statement that has expired: \`assent directory statement --org ${organisation.organisationId} --software ${software.softwareId}\`.
A key that was lost: \`assent cert revoke <kid> --reason key-compromise --yes\`.
`;
