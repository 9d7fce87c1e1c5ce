const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

const traceparent = (description: string) =>
  text(description, { pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' });

/** Headers of every record: CloudEvents 1.0 in the binary mode of its Kafka binding (§3.2), with extensions of ours. */
export const cloudEventHeaders = {
  type: 'object',
  properties: {
    'content-type': { const: 'application/json' },
    ce_specversion: { const: '1.0' },
    ce_id: text('Id of the event; the same however often it comes.'),
    ce_source: text('The service that wrote it, as /assent/<service>.', { pattern: '^/assent/[a-z]+$' }),
    ce_type: text('Type of the event.'),
    ce_subject: text('The stream, which is the key of the record as well.'),
    ce_time: text('When it was recorded, RFC 3339.', { format: 'date-time' }),
    ce_streamversion: text(
      'Version of the stream, from 1: what is not newer than what is known is a repeat.',
      {
        pattern: '^[1-9][0-9]*$',
      },
    ),
    ce_schemaversion: text('Schema version of the event as it is stored.', { pattern: '^[1-9][0-9]*$' }),
    ce_generation: text('How often the topic was filled anew from the log.', { pattern: '^[0-9]+$' }),
    ce_commandid: text('Id of the command that led to it.'),
    ce_commandtime: text('Time of that command, RFC 3339.', { format: 'date-time' }),
    ce_actorkind: { enum: ['client', 'person', 'service', 'operator', 'anonymous'] },
    ce_actorid: text('Who caused it: client_id, pairwise subject, or name of a service.'),
    ce_correlationid: text('The same for all that one request led to.'),
    ce_causationid: text('Id of the event that led to it.'),
    ce_traceparent: traceparent('W3C Trace Context, as the extension of CloudEvents has it.'),
    traceparent: traceparent('W3C Trace Context, where OpenTelemetry looks for it.'),
  },
  required: [
    'content-type',
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_subject',
    'ce_time',
    'ce_streamversion',
    'ce_schemaversion',
    'ce_generation',
    'ce_commandid',
    'ce_commandtime',
    'ce_actorkind',
    'ce_actorid',
    'ce_correlationid',
  ],
} as const;
