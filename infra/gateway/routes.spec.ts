import { services } from '../../apps/platform/src/index.js';
import { serviceOf } from './routes.js';

type Class = abstract new (...parameters: never[]) => object;
type Imported =
  Class | { readonly module?: Class; readonly imports?: Imported[]; readonly controllers?: Class[] };

const metadata = <T>(key: string, target: object): T[] =>
  [(Reflect.getMetadata(key, target) as T) ?? []].flat() as T[];

const controllersOf = (imported: Imported, seen = new Set<unknown>()): readonly Class[] => {
  if (imported === undefined || seen.has(imported)) return [];
  seen.add(imported);
  const dynamic = typeof imported === 'function' ? {} : imported;
  const module = typeof imported === 'function' ? imported : imported.module;
  const imports = [...(dynamic.imports ?? []), ...(module ? metadata<Imported>('imports', module) : [])];
  const own = [...(dynamic.controllers ?? []), ...(module ? metadata<Class>('controllers', module) : [])];
  return [...own, ...imports.flatMap((each) => controllersOf(each, seen))];
};

const pathsOf = (controller: Class): readonly string[] => {
  const prototype = controller.prototype as Record<string, object>;
  const handlers = Object.getOwnPropertyNames(prototype)
    .map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined)
    .filter((value) => typeof value === 'function' && Reflect.getMetadata('method', value) !== undefined);
  return metadata<string>('path', controller).flatMap((before) =>
    handlers.flatMap((handler) =>
      metadata<string>('path', handler as object).map((after) =>
        `/${before}/${after}`
          .replaceAll(/\/+/g, '/')
          .replaceAll(/:\w+/g, 'x')
          .replace(/(.)\/$/, '$1'),
      ),
    ),
  );
};

const rows = services.flatMap(({ name, module }) =>
  controllersOf(module)
    .flatMap(pathsOf)
    .map((path) => [name, path] as const),
);
const open = rows.filter(([, path]) => !path.startsWith('/internal/') && !path.startsWith('/assets/'));

describe('the routes of the gateway', () => {
  it.each(open)('lead to %s for its %s', (service, path) => {
    expect(serviceOf(path)).toBe(service);
  });

  it('know every service', () => {
    expect(new Set(open.map(([service]) => service))).toEqual(new Set(services.map(({ name }) => name)));
  });

  it.each(rows.filter(([, path]) => path.startsWith('/internal/')))(
    'never lead to %s for its %s',
    (_name, path) => {
      expect(serviceOf(path)).toBeUndefined();
    },
  );

  it.each([
    '/internal/streams/intent-1',
    '//internal/streams/intent-1',
    '/%69nternal/streams/intent-1',
    '/metrics',
    '/',
    '/tokens',
    '/tokenx',
    '*',
  ])('lead nowhere for %s', (target) => {
    expect(serviceOf(target)).toBeUndefined();
  });

  it('lead to what describes the whole', () => {
    for (const path of ['/openapi', '/openapi.json', '/asyncapi.json'])
      expect(serviceOf(path)).toBe('intents');
  });

  it('do not mind a query', () => {
    expect(serviceOf('/authorize?client_id=x')).toBe('authorization');
  });

  it('lead to the notifications of quotes rather than to quotes', () => {
    expect(serviceOf('/mefApi/sonata/quoteManagement/v8/hub/1')).toBe('notifications');
    expect(serviceOf('/mefApi/sonata/quoteManagement/v8/hubbub')).toBe('quotes');
  });
});
