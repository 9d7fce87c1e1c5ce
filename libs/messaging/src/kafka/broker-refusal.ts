type Row = readonly [pattern: RegExp, meaning: string];

/** By the code of Node's TLS, or the name or type of a kafkajs error. */
const meanings: readonly Row[] = [
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the certificate of the broker is for another host name'],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'the certificate of the broker is not valid at this time'],
  [
    /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|INVALID_CA|PATH_LENGTH)/,
    'the certificate of the broker is not signed by an authority that is trusted here',
  ],
  [
    /^ERR_SSL_.*ALERT.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)/,
    'the broker refuses our certificate, or misses one',
  ],
  [/^(ERR_SSL_|EPROTO$)/, 'the broker and we have no version or cipher of TLS in common'],
  [/^KafkaJSSASLAuthenticationError$/, 'the broker refuses our user name or password'],
  [
    /^(UNSUPPORTED_SASL_MECHANISM|ILLEGAL_SASL_STATE|SASL_AUTHENTICATION_FAILED)$/,
    'the broker does not let us sign in this way',
  ],
  [/_AUTHORIZATION_FAILED$/, 'the broker knows us, but has not granted us this'],
];

/** Why brokers do not let us in, or we do not trust them: in words, with the code; undefined for any other failure. */
export const brokerRefusal = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  for (const sign of signsOf(error)) {
    const row = meanings.find(([pattern]) => pattern.test(sign));
    if (row) return `${row[1]} (${sign})`;
  }
  return brokerRefusal(error.cause);
};

const signsOf = (error: Error): readonly string[] =>
  ['code' in error ? error.code : undefined, 'type' in error ? error.type : undefined, error.name].filter(
    (sign) => typeof sign === 'string',
  );
