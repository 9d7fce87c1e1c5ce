/** Spellings that people know, for words that identifiers are made of. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ac: 'AC',
  acr: 'ACR',
  api: 'API',
  bwp: 'bandwidth profile',
  cbs: 'CBS',
  cir: 'CIR',
  cos: 'class of service',
  cpe: 'CPE',
  cta: 'CTA',
  dei: 'DEI',
  dhcp: 'DHCP',
  dhcpv6: 'DHCPv6',
  dns: 'DNS',
  dscp: 'DSCP',
  ebs: 'EBS',
  eir: 'EIR',
  enni: 'ENNI',
  epl: 'EPL',
  evc: 'EVC',
  evpl: 'EVPL',
  fd: 'frame delay',
  flr: 'frame loss ratio',
  icmp: 'ICMP',
  id: 'ID',
  ip: 'IP',
  ipuni: 'IP UNI',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  ipvc: 'IPVC',
  ipvcep: 'IPVC end point',
  ir: 'rate',
  l2: 'layer 2',
  l2cp: 'L2CP',
  lag: 'LAG',
  lan: 'LAN',
  meg: 'MEG',
  mip: 'MIP',
  mtu: 'MTU',
  oam: 'OAM',
  ovc: 'OVC',
  pcp: 'PCP',
  phy: 'physical',
  pm: 'performance',
  sla: 'SLA',
  sls: 'service level',
  sp: 'service provider',
  tos: 'TOS',
  uni: 'UNI',
  unial: 'UNI access link',
  vlan: 'VLAN',
  vrid: 'VRID',
  vrids: 'VRIDs',
  rj45: 'RJ45',
  sc: 'SC',
  lc: 'LC',
};

/** `maximumNumberOfIpv4Routes`, `SUBSCRIBER_MANAGED` and `basic-internet-access` as words. */
export const humanize = (identifier: string): string => {
  const words = splitWords(identifier).map(spelled);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const spelled = (word: string): string => {
  if (word.length === 1) return word.toUpperCase();
  return SPELLINGS[word.toLowerCase()] ?? word.toLowerCase();
};

const splitWords = (identifier: string): readonly string[] =>
  identifier
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_.:-]+/)
    .filter((word) => word !== '')
    .flatMap((word) => (/^ip uni$/i.test(word) ? ['ip', 'uni'] : [word]));

/** Short values that are no acronyms, or acronyms that nobody knows. */
const VALUES: Readonly<Record<string, string>> = {
  ANY: 'Any',
  NONE: 'None',
  LIST: 'List',
  SP: 'Service provider',
};

/** An enumeration value as words; standards such as `1000BASE_T` stay as they are written. */
export const humanizeValue = (value: string): string => {
  if (value in VALUES) return VALUES[value] ?? value;
  if (/^\d+G?BASE[_-]/.test(value)) return value.replaceAll('_', '-');
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) || /^[A-Z]{5,}$/.test(value) ? humanize(value) : value;
};

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' });

/** `12 June 2023, 22:00 UTC`; undefined for what is no RFC 3339 time. */
export const dateInWords = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value)) return undefined;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return undefined;
  return value.length === 10 ? DATE.format(date) : `${DATE.format(date)}, ${TIME.format(date)} UTC`;
};

/** `1 month`, `12 months`. */
export const counted = (amount: number | string, unit: string): string =>
  `${amount} ${unit}${String(amount) === '1' ? '' : 's'}`;

export const listInWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
