/** Notes of a verdict: frequency in hertz, start and length in milliseconds. Told apart without looking. */
type Note = readonly [hertz: number, start: number, length: number];

export type ToneName =
  | 'expected'
  | 'elsewhere'
  | 'otherUser'
  | 'unexpected'
  | 'retired'
  | 'unknown'
  | 'alreadyCounted'
  | 'invalid'
  | 'place'
  | 'failed';

/** One rising note is good; two say look; low and long says stop. */
export const tones: Readonly<Record<ToneName, readonly Note[]>> = {
  expected: [[1320, 0, 70]],
  elsewhere: [
    [880, 0, 80],
    [660, 100, 120],
  ],
  otherUser: [
    [660, 0, 80],
    [880, 100, 80],
    [660, 200, 80],
  ],
  unexpected: [
    [740, 0, 90],
    [740, 130, 90],
  ],
  retired: [[220, 0, 380]],
  unknown: [
    [440, 0, 90],
    [440, 130, 90],
    [440, 260, 90],
  ],
  alreadyCounted: [[600, 0, 45]],
  invalid: [[160, 0, 160]],
  place: [
    [990, 0, 60],
    [1320, 80, 60],
    [1650, 160, 60],
  ],
  failed: [
    [200, 0, 180],
    [200, 240, 180],
    [200, 480, 260],
  ],
};

let audio: AudioContext | null = null;

/** Plays a tone. Silent where the machine has no sound or the browser does not allow it yet; the screen says it all too. */
export function playTone(name: ToneName): void {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
    for (const [hertz, start, length] of tones[name]) playNote(audio, hertz, start / 1000, length / 1000);
  } catch {
    // No sound device: counting goes on.
  }
}

function playNote(context: AudioContext, hertz: number, start: number, length: number): void {
  const from = context.currentTime + start;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = hertz < 300 ? 'sawtooth' : 'sine';
  oscillator.frequency.value = hertz;
  // A short ramp at both ends, or the speaker clicks.
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(0.2, from + 0.008);
  gain.gain.setValueAtTime(0.2, from + length - 0.012);
  gain.gain.linearRampToValueAtTime(0, from + length);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + length + 0.01);
}
