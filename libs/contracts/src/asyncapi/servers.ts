/** Brokers, as a deployment's settings name them. */
export const asyncApiServers = {
  production: {
    host: '{broker}',
    protocol: 'kafka-secure',
    description: 'Brokers over TLS (ASSENT_KAFKA_BROKERS, ASSENT_KAFKA_TLS, ASSENT_KAFKA_SASL).',
    variables: { broker: { description: 'host:port', default: 'kafka.example:9093' } },
    security: [
      { $ref: '#/components/securitySchemes/scram256' },
      { $ref: '#/components/securitySchemes/scram512' },
      { $ref: '#/components/securitySchemes/certificate' },
    ],
  },
  sandbox: { host: 'localhost:9092', protocol: 'kafka', description: 'A broker for development.' },
} as const;

export const asyncApiSecurity = {
  scram256: { type: 'scramSha256', description: 'SASL/SCRAM-SHA-256 (RFC 7677)' },
  scram512: { type: 'scramSha512', description: 'SASL/SCRAM-SHA-512' },
  certificate: { type: 'X509', description: 'Mutual TLS' },
} as const;
