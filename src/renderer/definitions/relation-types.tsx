import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ListedRelationType } from '../../contract/api/definitions.ts';
import { cardinalities, impactDirections } from '../../model/entities/definitions.ts';
import { api } from '../app/client.ts';
import { useWhyNot } from '../app/may.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { RelationTypeForm } from './relation-type-form.tsx';
import type { Usage } from './usage.ts';
import { useWork } from './use-work.ts';

interface RelationTypesProps {
  readonly types: readonly ListedRelationType[];
  readonly usage: Usage;
  readonly tabs: ReactNode;
}

/** How assets can hang together: the types that ship and the user's own. */
export function RelationTypes({ types, usage, tabs }: RelationTypesProps) {
  const t = useT('definitions');
  const done = useDoneMessage();
  const language = useLanguage();
  const refused = useWhyNot()('relationTypeDef', 'create');
  const [editing, setEditing] = useState<{ of: ListedRelationType | null } | null>(null);
  const close = (): void => setEditing(null);
  return (
    <div className="definitions">
      <PageHeader title={t('title')}>
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={refused !== undefined}
          title={refused}
          onClick={() => setEditing({ of: null })}
        >
          {t('newType')}
        </Button>
      </PageHeader>
      {tabs}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section className="panel definitions-types" tabIndex={0} aria-label={t('typesList')}>
        <table className="definitions-fields" aria-label={t('typesList')}>
          <thead>
            <tr>
              <th scope="col">{t('forward')}</th>
              <th scope="col">{t('inverse')}</th>
              <th scope="col">{t('impact')}</th>
              <th scope="col">{t('needs')}</th>
              <th scope="col">{t('sources')}</th>
              <th scope="col">{t('targets')}</th>
              <th scope="col">{t('cardinality')}</th>
              <th scope="col" className="figure">
                {t('relationsCount')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <TypeRow
                key={type.key}
                type={type}
                count={usage.relationTypes[type.key]}
                refused={refused}
                onEdit={() => setEditing({ of: type })}
              />
            ))}
          </tbody>
        </table>
      </section>
      {editing && (
        <Drawer
          open
          size={560}
          title={editing.of ? t('editOf', { name: editing.of[language] }) : t('newType')}
          onClose={close}
        >
          <RelationTypeForm
            of={editing.of}
            onCancel={close}
            onSaved={(name, batch) => {
              close();
              done(editing.of ? t('saved', { name }) : t('added', { name }), batch);
            }}
          />
        </Drawer>
      )}
    </div>
  );
}

interface TypeRowProps {
  readonly type: ListedRelationType;
  readonly count: number | undefined;
  readonly refused: string | undefined;
  readonly onEdit: () => void;
}

function TypeRow({ type, count, refused, onEdit }: TypeRowProps) {
  const t = useT('definitions');
  const common = useT('common');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  const catalogue = useCatalogue();
  const name = type[language];
  const inverse = language === 'zh' ? type.inverseZh : type.inverseEn;
  const ends = (keys: readonly string[]): string =>
    keys.length === 0
      ? t('anyClass')
      : keys.map((key) => catalogue.classOf(key)?.label[language] ?? key).join(common('listSeparator'));
  return (
    <tr className={type.hidden || type.removed ? 'faint' : ''}>
      <th scope="row">
        {name} <code>{type.key}</code>
        {!type.builtin && <small className="chip">{t('custom')}</small>}
        {type.removed && <small>{t('removed')}</small>}
        {type.hidden && <small>{t('hidden')}</small>}
      </th>
      <td>{inverse}</td>
      <td>{label(impactDirections[type.impact].label)}</td>
      <td>{type.impact === 'none' ? '' : (type.needs ?? t('needsAll'))}</td>
      <td>{ends(type.sources)}</td>
      <td>{ends(type.targets)}</td>
      <td>{label(cardinalities[type.cardinality].label)}</td>
      <td className="figure">{count ? format.number(count) : ''}</td>
      <td className="definitions-row-actions">
        <TypeActions type={type} name={name} refused={refused} onEdit={onEdit} />
      </td>
    </tr>
  );
}

function TypeActions({
  type,
  name,
  refused,
  onEdit,
}: {
  type: ListedRelationType;
  name: string;
  refused: string | undefined;
  onEdit: () => void;
}) {
  const t = useT('definitions');
  const work = useWork();
  const { key } = type;
  const off = { size: 'small' as const, disabled: refused !== undefined, title: refused };
  if (type.removed)
    return (
      <Button
        {...off}
        aria-label={`${t('restore')} ${name}`}
        onClick={() => void work(() => api.definitions.restoreRelationType({ key }), t('restored', { name }))}
      >
        {t('restore')}
      </Button>
    );
  return (
    <>
      <Button {...off} aria-label={t('editOf', { name })} onClick={onEdit}>
        {t('edit')}
      </Button>
      {!type.builtin && (
        <Button
          {...off}
          aria-label={`${t('delete')} ${name}`}
          onClick={() => void work(() => api.definitions.removeRelationType({ key }), t('deleted', { name }))}
        >
          {t('delete')}
        </Button>
      )}
    </>
  );
}
