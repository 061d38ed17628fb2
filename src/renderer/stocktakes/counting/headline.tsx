import type { ComponentType, ReactNode } from 'react';

interface HeadlineProps {
  readonly icon: ComponentType;
  readonly word: string;
  readonly code?: string;
  readonly children?: ReactNode;
}

/** The word that is read from two metres, with its shape and the label it is about. */
export function Headline({ icon: Icon, word, code, children }: HeadlineProps) {
  return (
    <>
      <div className="verdict-head">
        <span className="verdict-icon" aria-hidden="true">
          <Icon />
        </span>
        <div>
          <h2 className="verdict-word">{word}</h2>
          {code && <p className="verdict-code code">{code}</p>}
        </div>
      </div>
      {children}
    </>
  );
}
