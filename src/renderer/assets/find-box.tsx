import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { FilterTerm } from '../../model/filter.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useT } from '../i18n/index.ts';
import { typedTerms } from './terms.ts';

/** Milliseconds of rest after which what was typed is looked for. */
const rest = 150;

interface FindBoxProps {
  readonly value: string;
  /** Keeps its identity, or typing starts the wait anew with each drawing. */
  readonly onChange: (text: string) => void;
  /** Conditions typed in the filter grammar; the words beside them stay in the box. */
  readonly onTerms: (terms: readonly FilterTerm[]) => void;
}

/**
 * Narrows the list by words, or with Enter by conditions of the filter grammar (`class=server cost>1000`); `/` goes
 * there from anywhere on the page, the arrow down goes on into the list.
 */
export function FindBox({ value, onChange, onTerms }: FindBoxProps) {
  const t = useT('assets');
  const catalogue = useCatalogue();
  const input = useRef<InputRef>(null);
  // The address follows what is typed a little later, and must not overwrite the letters typed meanwhile.
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    // A condition half typed would be looked for as a word, and empty the list.
    if (text === sent.current || typedTerms(text, catalogue)) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, rest);
    return () => clearTimeout(timer);
  }, [text, onChange, catalogue]);
  const enter = (): void => {
    const typed = typedTerms(text, catalogue);
    if (!typed) return;
    onTerms(typed.terms);
    setText(typed.words.join(' '));
  };
  useSlash(() => input.current?.focus({ cursor: 'all' }));
  return (
    <Input
      ref={input}
      className="assets-find"
      size="small"
      allowClear
      prefix={<SearchOutlined aria-hidden="true" />}
      value={text}
      placeholder={t('searchPlaceholder')}
      aria-label={t('searchLabel')}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText('');
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter();
        if (event.key === 'ArrowDown')
          document.querySelector<HTMLElement>('.assets-list [role=grid]')?.focus();
      }}
    />
  );
}

function useSlash(focus: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = (event.target as HTMLElement).closest(
        'input, textarea, [contenteditable], .ant-drawer, .ant-modal',
      );
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
