import { type ReactNode, useId } from 'react';

interface LineProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}

/** A name, its field and a hint under it. */
export function Line({ name, hint, children }: LineProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <div>
        {children(id)}
        {hint && <p className="quiet">{hint}</p>}
      </div>
    </>
  );
}
