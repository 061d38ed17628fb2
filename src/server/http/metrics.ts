import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What /metrics tells; one set for each server, so that several can run in one process. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'route' | 'method' | 'status'>;
  readonly changes: Counter<'result'>;
  readonly signIns: Counter<'result'>;
  readonly listeners: Gauge;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'holdfast_request_seconds',
      help: 'Duration of requests in seconds',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    changes: new Counter({
      name: 'holdfast_changes_total',
      help: 'Changes that clients sent, by result',
      labelNames: ['result'],
      registers,
    }),
    signIns: new Counter({
      name: 'holdfast_sign_ins_total',
      help: 'Attempts to sign in, by result',
      labelNames: ['result'],
      registers,
    }),
    listeners: new Gauge({
      name: 'holdfast_event_listeners',
      help: 'Clients that listen to /v1/events now',
      registers,
    }),
  };
}
