import { suites } from './tls-rules.js';

export interface NginxTls {
  /** What `listen` takes: a port, or address:port. */
  readonly listen: string;
  /** PEM files of the server's certificate, its issuers after it, and of its key. */
  readonly certificate: string;
  readonly key: string;
  /** PEM file of authorities that clients are told of; what they show is judged by the services. */
  readonly clientCa: string;
}

/** Lines of 64 characters that the PEM of a client's certificate may have: 3 KiB. A longer one is not passed on. */
const MAX_LINES = 64;

const numbers = Array.from({ length: MAX_LINES }, (_, at) => at + 1);

const line = (number: number): string => {
  const captured = `(?<client_cert_${number}>[A-Za-z0-9+/=]+)\\n`;
  return number === 1 ? captured : `(?:${captured})?`;
};

/**
 * nginx knows the certificate as PEM alone, and RFC 9440 wants the DER in base64 between colons: the lines without what stands
 * around them. nginx tells no chain, so authorities between client and root are configured at the services.
 */
export const clientCertMap = (): string =>
  [
    '    map $ssl_client_raw_cert $client_cert {',
    '        default "";',
    `        "~^-----BEGIN CERTIFICATE-----\\n${numbers.map(line).join('')}-----END CERTIFICATE-----" ":${numbers.map((number) => `\${client_cert_${number}}`).join('')}:";`,
    '    }',
  ].join('\n');

/** Of the server: the rules that services have for handshakes of their own. */
export const tlsServer = ({ listen, certificate, key, clientCa }: NginxTls): string =>
  [
    `listen ${listen} ssl;`,
    `ssl_certificate ${certificate};`,
    `ssl_certificate_key ${key};`,
    'ssl_protocols TLSv1.2 TLSv1.3;',
    `ssl_ciphers ${suites.join(':')};`,
    'ssl_prefer_server_ciphers on;',
    'ssl_session_cache off;',
    'ssl_session_tickets off;',
    'ssl_verify_client optional_no_ca; # the services judge, and answer in their own words',
    `ssl_client_certificate ${clientCa};`,
    'ssl_verify_depth 4;',
  ]
    .map((rule) => `        ${rule}`)
    .join('\n');
