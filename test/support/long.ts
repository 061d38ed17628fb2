/**
 * How many times to repeat a costly trial: `sample` in `npm test`, `full` in `npm run test:long`.
 * Files named `*.long.test.ts` run only in `npm run test:long`.
 */
export function times(sample: number, full: number): number {
  return process.env.HOLDFAST_LONG === '1' ? full : sample;
}
