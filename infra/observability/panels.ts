/** One query of a panel, with the text of its lines. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** Shown when somebody asks what it means. */
  readonly description?: string;
  /** Of Grafana: `s`, `reqps`, `percentunit`, `short`, `bytes` … */
  readonly unit: string;
  readonly queries: readonly Query[];
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const panel = (
  title: string,
  unit: string,
  queries: Readonly<Record<string, string>>,
  description?: string,
): Panel => ({
  title,
  unit,
  queries: Object.entries(queries).map(([legend, expr]) => ({ legend, expr })),
  ...(description && { description }),
});

const rate = (metric: string, matchers = ''): string =>
  `rate(${metric}{${['service=~"$service"', matchers].filter(Boolean).join(',')}}[$__rate_interval])`;

const quantile = (q: number, metric: string, by: string): string =>
  `histogram_quantile(${q}, sum by (le, ${by}) (${rate(`${metric}_bucket`)}))`;

const mean = (metric: string, by: string): string =>
  `sum by (${by}) (${rate(`${metric}_sum`)}) / sum by (${by}) (${rate(`${metric}_count`)})`;

const http = 'assent_http_request_duration_seconds';
const command = 'assent_command_duration_seconds';
const message = 'assent_message_duration_seconds';
const batch = 'assent_append_batch_duration_seconds';

const requests: Row = {
  title: 'Requests: rate, errors, duration',
  panels: [
    panel('Requests', 'reqps', { '{{service}}': `sum by (service) (${rate(`${http}_count`)})` }),
    panel('Errors of ours', 'percentunit', {
      '{{service}}': `sum by (service) (${rate(`${http}_count`, 'status="5xx"')}) / sum by (service) (${rate(`${http}_count`)})`,
    }),
    panel('Duration', 's', {
      '{{service}} median': quantile(0.5, http, 'service'),
      '{{service}} p99': quantile(0.99, http, 'service'),
    }),
    panel('Slowest routes (p99)', 's', {
      '{{service}} {{route}}': `topk(10, ${quantile(0.99, http, 'service, route')})`,
    }),
    panel('Refusals by reason', 'reqps', {
      '{{service}} {{reason}}': `topk(10, sum by (service, reason) (${rate('assent_http_refusals_total')}))`,
    }),
    panel('Tokens given', 'reqps', {
      '{{type}}': `sum by (type) (${rate('assent_events_total', 'type=~"TokenIssued|CodeRedeemed|TokenRefreshed"')})`,
    }),
  ],
};

const log: Row = {
  title: 'Log and sequencer',
  panels: [
    panel('Events written', 'wps', { '{{service}}': `sum by (service) (${rate('assent_events_total')})` }),
    panel('Commands by outcome', 'ops', {
      '{{service}} {{outcome}}': `sum by (service, outcome) (${rate(`${command}_count`)})`,
    }),
    panel('Command, load to durable append', 's', {
      '{{kind}} median': quantile(0.5, command, 'kind'),
      '{{kind}} p99': quantile(0.99, command, 'kind'),
    }),
    panel(
      'Group commit',
      'short',
      {
        '{{service}} appends in a transaction': mean('assent_append_batch_size', 'service'),
        '{{service}} p99, seconds': quantile(0.99, batch, 'service'),
      },
      'Appends that arrive while a transaction is under way share the next one.',
    ),
    panel('Positions given', 'wps', {
      '{{service}}': `max by (service) (${rate('assent_log_positions_total')})`,
    }),
    panel('Oldest event without a position', 's', {
      '{{service}}': 'max by (service) (assent_log_unsequenced_seconds{service=~"$service"})',
      '{{service}} events': 'max by (service) (assent_log_unsequenced_events{service=~"$service"})',
    }),
  ],
};

const consumers: Row = {
  title: 'Read models and consumers',
  panels: [
    panel('Read models behind', 's', {
      '{{projection}} ({{state}})':
        'max by (projection, state) (assent_projection_lag_seconds{service=~"$service"})',
    }),
    panel('Consumers behind', 's', { '{{group}}': 'max by (group) (assent_consumer_lag_seconds)' }),
    panel('Consumers behind, messages', 'short', {
      '{{group}}': 'sum by (group) (assent_consumer_lag_messages)',
    }),
    panel('Messages by outcome', 'ops', {
      '{{consumer}} {{outcome}}': `sum by (consumer, outcome) (${rate(`${message}_count`)})`,
    }),
    panel('Parked', 'short', {
      '{{service}} {{consumer}} streams':
        'max by (service, consumer) (assent_parked_streams{service=~"$service"})',
      '{{service}} {{consumer}} messages':
        'max by (service, consumer) (assent_parked_messages{service=~"$service"})',
    }),
    panel('Publication behind', 's', {
      '{{topic}}': 'max by (topic) (assent_publication_lag_seconds{service=~"$service"})',
    }),
    panel('Neighbours asked', 'reqps', {
      '{{service}} of {{owner}}: {{outcome}}': `sum by (service, owner, outcome) (${rate('assent_replica_read_through_total')})`,
    }),
    panel('Dead letters', 'short', {
      '{{group}}': 'sum by (group) (increase(assent_dead_letters_total[$__rate_interval]))',
    }),
    panel('Transport problems', 'short', { '{{instance}}': 'max by (instance) (assent_transport_problems)' }),
  ],
};

const deliveries: Row = {
  title: 'Notifications',
  panels: [
    panel('Deliveries by outcome', 'ops', {
      '{{type}}': 'sum by (type) (rate(assent_events_total{type=~"Notification.+"}[$__rate_interval]))',
    }),
    panel('Waiting and given up', 'short', {
      waiting: 'max(assent_notifications_waiting)',
      'given up': 'max(assent_notifications_dead_letters)',
    }),
    panel('Most overdue', 's', { overdue: 'max(assent_notifications_overdue_seconds)' }),
  ],
};

const registrations: Row = {
  title: 'Registrations',
  panels: [
    panel('Clients', 'short', {
      active: 'max(assent_registration_clients_active)',
      suspended: 'max(assent_registration_clients_suspended)',
    }),
    panel('Last look at what they rest on', 's', { ago: 'max(assent_registration_watch_idle_seconds)' }),
    panel('Most silent status list', 's', { silent: 'max(assent_registration_lists_silent_seconds)' }),
  ],
};

const resources: Row = {
  title: 'Resources',
  panels: [
    panel('Processor', 'percentunit', {
      '{{instance}}': 'sum by (instance) (rate(process_cpu_seconds_total[$__rate_interval]))',
    }),
    panel('Memory', 'bytes', { '{{instance}}': 'max by (instance) (process_resident_memory_bytes)' }),
    panel('Event loop lag (p99)', 's', {
      '{{instance}}': 'max by (instance) (nodejs_eventloop_lag_p99_seconds)',
    }),
    panel('Garbage collection', 'percentunit', {
      '{{instance}}': 'sum by (instance) (rate(nodejs_gc_duration_seconds_sum[$__rate_interval]))',
    }),
    panel('Database connections', 'short', {
      '{{service}} {{state}}': 'sum by (service, state) (assent_database_connections{service=~"$service"})',
    }),
    panel('Database answers', 'bool_yes_no', {
      '{{service}}': 'min by (service) (assent_database_up{service=~"$service"})',
    }),
  ],
};

/** What an operator looks at, from what Buyers see down to what the machine does. */
export const rows: readonly Row[] = [requests, log, consumers, deliveries, registrations, resources];
