import { type ExceptionFilter, Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type Route, staticPrefix, toPathname, toPattern } from './route.js';

type Handler = (...parameters: unknown[]) => unknown;

const read = <T>(key: string, target: object, otherwise: T): T =>
  (Reflect.getMetadata(key, target) as T | undefined) ?? otherwise;

/** Every route of the process, read from its controllers: so that errors before a handler take the handler's format. */
@Injectable()
export class Routes implements OnApplicationBootstrap {
  private routes: readonly Route[] = [];
  /** Paths without parameters, with all that answers there: most requests are for one of few. */
  private readonly fixed = new Map<string, readonly Route[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onApplicationBootstrap(): void {
    const controllers = this.discovery.getControllers();
    this.routes = controllers.flatMap(({ metatype, host }) =>
      typeof metatype === 'function'
        ? this.routesOf(metatype).map((route) => ({ ...route, module: host?.metatype }))
        : [],
    );
    const pathnames = this.routes.flatMap(({ pathname }) => pathname ?? []);
    for (const pathname of pathnames) this.fixed.set(pathname, this.matching(pathname));
  }

  find(method: string, path: string): Route | undefined {
    const wanted = method === 'HEAD' ? 'GET' : method;
    return this.at(path).find((route) => route.method === wanted);
  }

  /** Methods that a path answers to (RFC 9110 §10.2.1), empty for an unknown path. */
  allowed(path: string): readonly string[] {
    const methods = this.at(path).map(({ method }) => method);
    return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)];
  }

  /** The error format of a path: that of its route, or of the routes that share most of its beginning. */
  filterFor(method: string, path: string): ExceptionFilter | undefined {
    const exact = this.find(method, path) ?? this.at(path)[0];
    if (exact) return exact.filter;
    const near = this.routes.filter(({ prefix }) => prefix !== '/' && `${path}/`.startsWith(prefix));
    return near.toSorted((one, other) => other.prefix.length - one.prefix.length)[0]?.filter;
  }

  private at(path: string): readonly Route[] {
    return this.fixed.get(path) ?? this.matching(path);
  }

  private matching(path: string): readonly Route[] {
    return this.routes.filter(({ pattern }) => pattern.test(path));
  }

  private routesOf(controller: object): readonly Route[] {
    const prototype = (controller as { prototype: Record<string, Handler> }).prototype;
    const handlers = this.scanner.getAllMethodNames(prototype).map((name) => prototype[name]);
    return handlers.flatMap((handler) => (handler ? routesOfHandler(controller, handler) : []));
  }
}

const routesOfHandler = (controller: object, handler: Handler): readonly Route[] => {
  const method = read<RequestMethod | undefined>('method', handler, undefined);
  if (method === undefined) return [];
  const filters = read<readonly unknown[]>(
    '__exceptionFilters__',
    handler,
    read('__exceptionFilters__', controller, []),
  );
  const taken = read(
    'swagger/apiConsumes',
    handler,
    read<readonly string[]>('swagger/apiConsumes', controller, []),
  );
  return pathsOf(controller, handler).map((path) => ({
    method: RequestMethod[method],
    pattern: toPattern(path),
    pathname: toPathname(path),
    prefix: staticPrefix(path),
    taken: taken.length > 0 ? taken : ['application/json'],
    filter: filters.find(isFilter),
  }));
};

const pathsOf = (controller: object, handler: Handler): readonly string[] =>
  [read<string | string[]>('path', controller, '')]
    .flat()
    .flatMap((before) =>
      [read<string | string[]>('path', handler, '')].flat().map((after) => `${before}/${after}`),
    );

const isFilter = (candidate: unknown): candidate is ExceptionFilter =>
  typeof candidate === 'object' && candidate !== null && 'catch' in candidate;
