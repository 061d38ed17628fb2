import { type RefObject, useEffect, useEffectEvent } from 'react';
import { charOf, createScanDetector, isEnd } from './scan-detector.ts';

/** An input that a scan went into by mistake, and what stood there before. */
interface Overwritten {
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

/**
 * Listens to a keyboard-wedge scanner on the whole page: what it types is a scan wherever the focus is. Slow typing outside
 * of an input goes into the field, where Enter sends it. Inside of `data-scan="literal"` everything is left as typed.
 */
export function useScanner(field: RefObject<HTMLInputElement | null>, onScan: (label: string) => void): void {
  const scanned = useEffectEvent(onScan);
  useEffect(() => {
    const detector = createScanDetector();
    let overwritten: Overwritten | null = null;
    let composed = false;

    const take = (label: string): void => {
      if (field.current) field.current.value = '';
      scanned(label);
    };

    const keyDown = (event: KeyboardEvent): void => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.ctrlKey || event.altKey || event.metaKey || target?.closest('[data-scan="literal"]')) return;
      const { key, code, shiftKey: shift, timeStamp: at } = event;
      const scan = detector.press({ key, code, shift, at });
      const inField = target !== null && target === field.current;
      if (isEnd(event)) {
        if (scan !== null) {
          event.preventDefault();
          event.stopImmediatePropagation();
          composed = event.isComposing;
          putBack(overwritten);
          overwritten = null;
          take(scan);
        } else if (inField && key === 'Enter' && !event.isComposing) {
          event.preventDefault();
          const typed = field.current?.value.trim() ?? '';
          if (typed !== '') take(typed);
        }
        return;
      }
      if (inField || charOf({ key, code, shift }) === null) return;
      const other = textInput(target);
      const length = detector.length(at);
      if (other) {
        if (length === 1) overwritten = { input: other, value: other.value };
        return;
      }
      // A space by itself presses the button that has the focus; inside a scan it is a character.
      if (key === ' ' && length < 2) return;
      // The focus moves before the browser puts the character in, so none is lost.
      field.current?.focus();
    };
    // What an input method still held when the scan ended belongs to the scan.
    const composition = (): void => {
      if (composed && field.current) field.current.value = '';
      composed = false;
    };
    window.addEventListener('keydown', keyDown, true);
    window.addEventListener('compositionend', composition);
    return () => {
      window.removeEventListener('keydown', keyDown, true);
      window.removeEventListener('compositionend', composition);
    };
  }, [field]);
}

function textInput(target: HTMLElement | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement) return target;
  if (!(target instanceof HTMLInputElement)) return null;
  return ['checkbox', 'radio', 'button', 'range'].includes(target.type) ? null : target;
}

/** Takes the scan's characters out again, in a way that React notices. */
function putBack(overwritten: Overwritten | null): void {
  if (!overwritten?.input.isConnected) return;
  const { input, value } = overwritten;
  const prototype = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
