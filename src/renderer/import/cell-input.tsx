import { type KeyboardEvent, useEffect, useRef } from 'react';
import { editCell } from './import-store.ts';

interface CellInputProps {
  readonly place: { readonly sheet: string; readonly row: number; readonly column: number };
  readonly text: string;
  readonly label: string;
  readonly onDone: () => void;
}

/**
 * Puts a cell right where it stands. Enter takes the text and checks again, Tab and leaving take it for later,
 * Escape leaves everything as it was; the focus goes back to the list.
 */
export function CellInput({ place, text, label, onDone }: CellInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => input.current?.select(), []);
  const finish = (take: boolean, thenCheck: boolean, refocus: boolean): void => {
    if (done.current) return;
    done.current = true;
    const typed = input.current?.value ?? text;
    const grid = input.current?.closest<HTMLElement>('[role="grid"]');
    if (take) editCell(place, text, typed.trim(), thenCheck);
    onDone();
    if (refocus) grid?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes a character, Enter belongs to it.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') finish(true, true, true);
    else if (event.key === 'Tab') finish(true, false, true);
    else if (event.key === 'Escape') finish(false, false, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      ref={input}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      className="import-input"
      aria-label={label}
      defaultValue={text}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => finish(true, false, false)}
    />
  );
}
