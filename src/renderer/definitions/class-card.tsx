import { Button, Popconfirm } from 'antd';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { ListedClass, ListedField } from '../../contract/api/definitions.ts';
import { statuses } from '../../model/lifecycle.ts';
import type { Choice } from '../../model/types.ts';
import { api } from '../app/client.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { RecordHistory } from '../history/record-history.tsx';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { ClassIcon } from '../ui/class-icon.tsx';
import { FieldTable } from './field-table.tsx';
import type { Usage } from './usage.ts';
import { useWork } from './use-work.ts';

interface ClassCardProps {
  /** Null: what every class has. */
  readonly shown: ListedClass | null;
  readonly classes: readonly ListedClass[];
  readonly fields: readonly ListedField[];
  readonly usage: Usage;
  /** Why the acting person may not change definitions. */
  readonly refused: string | undefined;
  readonly onEdit: () => void;
  readonly onBelow: () => void;
  readonly onNewField: () => void;
  readonly onField: (field: ListedField) => void;
}

/** One class: what it is, its fields with those it inherits, and its history. */
export function ClassCard(props: ClassCardProps) {
  const { shown, usage, refused } = props;
  const t = useT('definitions');
  const language = useLanguage();
  const name = shown ? shown[language] : t('everyClass');
  return (
    <section className="panel definitions-card" aria-label={name}>
      <header>
        <h2>
          {shown && <ClassIcon of={shown.key} />}
          {name}
          {shown && <small>{shown.builtin ? t('builtin') : t('custom')}</small>}
          {shown?.removed && <small>{t('removed')}</small>}
          {shown?.hidden && <small>{t('hidden')}</small>}
        </h2>
        <div className="page-actions">
          {shown && <ClassActions {...props} shown={shown} />}
          <Button
            disabled={refused !== undefined || shown?.removed === true}
            title={refused}
            onClick={props.onNewField}
          >
            {t('newField')}
          </Button>
        </div>
      </header>
      {shown ? <Facts shown={shown} usage={usage} /> : <p className="muted">{t('everyClassHint')}</p>}
      <FieldTable
        of={shown?.key ?? null}
        name={name}
        fields={props.fields}
        usage={usage}
        refused={refused}
        onField={props.onField}
      />
      {shown?.record && (
        <>
          <h3>{t('history')}</h3>
          <RecordHistory entity="classDef" id={shown.record} />
        </>
      )}
    </section>
  );
}

function ClassActions({ shown, usage, refused, onEdit, onBelow }: ClassCardProps & { shown: ListedClass }) {
  const t = useT('definitions');
  const language = useLanguage();
  const work = useWork();
  const off = { disabled: refused !== undefined, title: refused };
  const name = shown[language];
  const key = shown.key;
  if (shown.removed)
    return (
      <Button
        {...off}
        onClick={() => void work(() => api.definitions.restoreClass({ key }), t('restored', { name }))}
      >
        {t('restore')}
      </Button>
    );
  const hide = (hidden: boolean) =>
    work(() => api.definitions.changeClass({ key, patch: { hidden } }), t('saved', { name }));
  const remove = () => work(() => api.definitions.removeClass({ key }), t('deleted', { name }));
  return (
    <>
      <Button {...off} onClick={onEdit}>
        {t('edit')}
      </Button>
      <Button {...off} onClick={onBelow}>
        {t('below')}
      </Button>
      <Button {...off} onClick={() => void hide(!shown.hidden)}>
        {shown.hidden ? t('show') : t('hide')}
      </Button>
      {!shown.builtin && (
        <Popconfirm
          title={`${t('delete')} ${name}?`}
          description={usage.classes[key] ? t('assetsOf', { count: usage.classes[key] }) : undefined}
          onConfirm={remove}
        >
          <Button danger {...off}>
            {t('delete')}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}

function Facts({ shown, usage }: { shown: ListedClass; usage: Usage }) {
  const t = useT('definitions');
  const common = useT('common');
  const label = useLabel();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const states = statuses as Readonly<Record<string, Choice>>;
  const comma = common('listSeparator');
  const parent = shown.parent
    ? (catalogue.classOf(shown.parent)?.label[language] ?? shown.parent)
    : t('noParent');
  const facts: [string, React.ReactNode][] = [
    [t('key'), <code key="key">{shown.key}</code>],
    [t('parent'), parent],
    [
      t('statuses'),
      shown.lifecycle?.length
        ? shown.lifecycle.map((key) => (states[key] ? label(states[key].label) : key)).join(comma)
        : t('allStatuses'),
    ],
  ];
  if (shown.prefix) facts.push([t('prefix'), <code key="prefix">{shown.prefix}</code>]);
  if (shown.synonyms.length > 0) facts.push([t('synonyms'), shown.synonyms.join(comma)]);
  if (shown.dataBearing) facts.push([t('dataBearing'), common('yes')]);
  return (
    <>
      <dl className="definitions-facts">
        {facts.map(([word, value]) => (
          <Fragment key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p>
        <Link to={`/assets?filter=${encodeURIComponent(`class=${shown.key}`)}`}>
          {t('assetsOf', { count: usage.classes[shown.key] ?? 0 })}
        </Link>
      </p>
    </>
  );
}
