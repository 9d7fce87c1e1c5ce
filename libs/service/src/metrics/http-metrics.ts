import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HOSTED, type HostedServices } from '../run/hosted-services.js';
import { refusalOf } from '../requests/refusal-of.js';
import { Routes } from '../requests/routes.js';
import { Metrics } from './metrics.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Rate, errors and duration of requests, by the template of their route: never by what stands in the URL. */
@Injectable()
export class HttpMetrics {
  private readonly services = new Map<string, string>();
  private readonly requests;
  private readonly refusals;

  constructor(
    metrics: Metrics,
    private readonly routes: Routes,
    @Inject(HOSTED) private readonly hosted: HostedServices,
  ) {
    this.requests = metrics.distributions({
      name: 'assent_http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer, by the template of its route.',
      labels: ['service', 'route', 'method', 'status'],
    });
    this.refusals = metrics.counters({
      name: 'assent_http_refusals_total',
      help: 'Requests that were refused, by the reason that the table of the route has for it.',
      labels: ['service', 'route', 'reason'],
    });
  }

  answered(request: FastifyRequest, reply: FastifyReply): void {
    const route = request.routeOptions.url ?? 'none';
    const method = METHODS.has(request.method) ? request.method : 'other';
    const service = this.serviceOf(method, route);
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    this.requests.at(service, route, method, status).observe(reply.elapsedTime / 1000);
    const reason = refusalOf(reply);
    if (reason !== undefined) this.refusals.at(service, route, reason).add();
  }

  // A template matches its own pattern, and no other that comes before it.
  private serviceOf(method: string, route: string): string {
    const key = `${method} ${route}`;
    const known = this.services.get(key);
    if (known !== undefined) return known;
    const module = this.routes.find(method, route)?.module;
    const definition = this.hosted.definitions.find((each) => each.module === module);
    const service = definition?.name ?? this.hosted.name;
    this.services.set(key, service);
    return service;
  }
}
