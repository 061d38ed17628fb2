import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLabel, useT } from '../i18n/index.ts';

/** What a relation can say beside its ends. */
export const relationAttributes = ['sourcePort', 'targetPort', 'cable', 'role', 'since', 'notes'];

/** A relation type read from one of its ends, as `TYPE out` or `TYPE in`. */
export function RelationKind({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT('assets');
  const label = useLabel();
  const catalogue = useCatalogue();
  const options = Object.entries(catalogue.relationTypes).flatMap(([type, def]) => {
    if (def.hidden) return [];
    const out = { value: `${type} out`, label: label(def.label) };
    return label(def.inverse) === label(def.label)
      ? [out]
      : [out, { value: `${type} in`, label: label(def.inverse) }];
  });
  return (
    <Select
      aria-label={t('relationType')}
      value={value}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
    />
  );
}

/** Attributes as they are typed; empty ones are left out when they are sent. */
export interface Attributes {
  /** Ports as seen from the asset at hand. */
  readonly here?: string;
  readonly there?: string;
  readonly cable?: string;
  readonly role?: string;
  readonly since?: string;
}

/** Attributes as the core takes them: ports by end. */
export function attributesOf(
  { here, there, ...rest }: Attributes,
  outward: boolean,
): Partial<Record<'sourcePort' | 'targetPort' | 'cable' | 'role' | 'since', string>> {
  const [sourcePort, targetPort] = outward ? [here, there] : [there, here];
  const all = { sourcePort, targetPort, ...rest };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

interface AttributeInputsProps {
  readonly value: Attributes;
  readonly onChange: (value: Attributes) => void;
  /** A cable or power line: asks for the ports at once. */
  readonly wired: boolean;
}

/** The relation's attributes: ports where something is plugged in, the rest when it is asked for. */
export function AttributeInputs({ value, onChange, wired }: AttributeInputsProps) {
  const t = useT('assets');
  const [more, setMore] = useState(false);
  const line = (key: 'here' | 'there' | 'cable' | 'role', word: string) => (
    <Input
      aria-label={word}
      placeholder={word}
      value={value[key] ?? ''}
      onChange={(event) => onChange({ ...value, [key]: event.target.value })}
    />
  );
  return (
    <>
      {wired && (
        <div className="two">
          {line('here', t('sourcePort'))}
          {line('there', t('targetPort'))}
        </div>
      )}
      {more ? (
        <>
          <div className="two">
            {line('role', t('relationRole'))}
            {line('cable', t('relationCable'))}
          </div>
          <DatePicker
            className="wide"
            aria-label={t('relationSince')}
            placeholder={t('relationSince')}
            value={value.since ? dayjs(value.since) : null}
            onChange={(day) => onChange({ ...value, since: day ? day.format('YYYY-MM-DD') : '' })}
          />
        </>
      ) : (
        <Button type="link" size="small" onClick={() => setMore(true)}>
          {t('relationMore')}
        </Button>
      )}
    </>
  );
}

/** Whether the kind is one in which something is plugged into something. */
export function isWired(kind: string): boolean {
  return kind.startsWith('connectedTo') || kind.startsWith('poweredBy');
}
