import { clientCertMap, type NginxTls, tlsServer } from './nginx-tls.js';
import { serviceOf, prefixes } from './routes.js';

export interface NginxOptions {
  /** What `listen` takes: a port, or address:port. */
  readonly listen: string;
  /** Of each service, host:port of its replicas. */
  readonly upstreams: Readonly<Record<string, readonly string[]>>;
  /** Folder that it may write to: pid and temporary files. */
  readonly scratch: string;
  /** Terminates TLS as well, and tells services what clients showed (RFC 9440). */
  readonly tls?: NginxTls;
}

/** A whole nginx.conf with the rules of the Node gateway: the same routes, limits, headers and problem documents. */
export const nginxConfiguration = ({ listen, upstreams, scratch, tls }: NginxOptions): string => `${HEAD}
${processes(scratch)}

http {
${limits(scratch)}

${PROXYING}
${unbelieved.map((name) => `    proxy_set_header ${name} "";`).join('\n')}
    proxy_set_header Client-Cert ${tls ? '$client_cert' : '""'};${tls ? `\n\n${clientCertMap()}` : ''}

${Object.entries(upstreams).map(upstream).join('\n\n')}

    server {
        listen ${listen};${tls ? `\n${tlsServer(tls)}` : ''}

${problems.map(errorPage).join('\n')}

        location = /livez {
            default_type application/json;
            return 200 '{"status":"ok"}';
        }

${prefixes.map(location).join('\n')}

        location / {
            return 404;
        }

${problems.map(problemLocation).join('\n\n')}
    }
}
`;

const processes = (scratch: string): string => `worker_processes auto;
pid ${scratch}/nginx.pid;
error_log stderr warn;

events {
    worker_connections 1024;
}`;

const limits = (
  scratch: string,
): string => `    access_log off; # services log routes; addresses may carry codes
    server_tokens off;
    default_type application/octet-stream;
${temporary.map((kind) => `    ${kind}_temp_path ${scratch}/${kind};`).join('\n')}

    client_max_body_size 600k;
    client_body_timeout 30s;
    client_header_timeout 15s;
    large_client_header_buffers 4 16k;
    keepalive_timeout 65s;`;

const PROXYING = `    proxy_http_version 1.1;
    proxy_connect_timeout 1s;
    proxy_send_timeout 30s;
    proxy_read_timeout 30s;
    proxy_next_upstream error timeout; # nothing is sent twice that may have had an effect: no "non_idempotent"
    proxy_redirect off;

    proxy_set_header Host $http_host;
    proxy_set_header Connection "";
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;`;

const HEAD = `# The gateway of docker-compose.yml: written from infra/gateway/routes.ts by
#   node dist/infra/gateway/write-nginx.js
# and compared with it by a spec.`;

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

const unbelieved = ['Forwarded', 'X-Real-IP', 'X-Forwarded-Host', 'X-Forwarded-Port', 'Client-Cert-Chain'];

const upstream = ([service, addresses]: readonly [string, readonly string[]]): string =>
  [
    `    upstream ${service} {`,
    ...addresses.map((address) => `        server ${address} max_fails=1 fail_timeout=1s;`),
    '        keepalive 32;',
    '        keepalive_timeout 4s; # shorter than services keep connections',
    '    }',
  ].join('\n');

const literal = (text: string): string => text.replaceAll('.', String.raw`\.`);

const location = (prefix: string): string =>
  `        location ~ ^${literal(prefix)}(/|$) { proxy_pass http://${serviceOf(prefix)}; }`;

const problems = [
  [404, 'not-found', 'There is nothing at this address'],
  [413, 'request-too-large', 'The request is longer than any service takes'],
  [502, 'service-broke-off', 'The service is away, or did not answer this request to its end'],
  [503, 'service-unavailable', 'The service is not available now'],
  [504, 'service-too-slow', 'The service did not answer in time'],
] as const;

const errorPage = ([status]: (typeof problems)[number]): string =>
  `        error_page ${status} @problem-${status};`;

const problemLocation = ([status, problem, title]: (typeof problems)[number]): string => {
  const body = JSON.stringify({ type: `urn:assent:problem:${problem}`, title, status });
  return [
    `        location @problem-${status} {`,
    '            default_type application/problem+json;',
    ...(status >= 500 ? ['            add_header Retry-After 1 always;'] : []),
    `            return ${status} '${body}';`,
    '        }',
  ].join('\n');
};
