import { type ForceInput, forceLayout } from './force.ts';

/** Runs the force layout beside the page; one question, one answer, told apart by number. */
self.addEventListener('message', (event: MessageEvent<{ turn: number; input: ForceInput }>) => {
  const { turn, input } = event.data;
  self.postMessage({ turn, points: forceLayout(input) });
});
