import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/index.ts';

/** Milliseconds of rest after which what was typed is looked for. */
const rest = 150;

interface FindBoxProps {
  readonly value: string;
  /** Keeps its identity, or typing starts the wait anew with each drawing. */
  readonly onChange: (text: string) => void;
}

/** Narrows the list by words; `/` goes there from anywhere on the page, the arrow down goes on into the list. */
export function FindBox({ value, onChange }: FindBoxProps) {
  const t = useT('assets');
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
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, rest);
    return () => clearTimeout(timer);
  }, [text, onChange]);
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
