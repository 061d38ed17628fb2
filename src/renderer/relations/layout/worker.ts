import { type LayoutJob, runLayout } from './jobs.ts';

/** Places boxes beside the page; one question, one answer, told apart by number. */
self.addEventListener('message', (event: MessageEvent<{ turn: number; job: LayoutJob }>) => {
  const { turn, job } = event.data;
  self.postMessage({ turn, points: runLayout(job) });
});
