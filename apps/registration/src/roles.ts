/** What a role in the trust framework lets software ask for here: `openid`, our own APIs, and LSO operationIds. */
const scopesByRole: Readonly<Record<string, readonly string[]>> = {
  BUYER: [
    'openid',
    'intents',
    'notifications',
    'createQuote',
    'listQuote',
    'retrieveQuote',
    'cancelQuote',
    'declineQuote',
  ],
};

/** All scopes that some roles have together; roles that mean nothing here add none. */
export const scopesOf = (roles: readonly string[]): readonly string[] => [
  ...new Set(roles.flatMap((role) => (Object.hasOwn(scopesByRole, role) ? scopesByRole[role]! : []))),
];
