import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ListedClass, ListedField } from '../../contract/api/definitions.ts';
import { useWhyNot } from '../app/may.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useLanguage, useT } from '../i18n/index.ts';
import { PageHeader } from '../ui/page-header.tsx';
import { ClassCard } from './class-card.tsx';
import { ClassForm } from './class-form.tsx';
import { ClassTree, everyClass } from './class-tree.tsx';
import { FieldForm } from './field-form.tsx';
import type { Usage } from './usage.ts';

interface ClassesProps {
  readonly classes: readonly ListedClass[];
  readonly fields: readonly ListedField[];
  readonly usage: Usage;
  readonly chosen: string | undefined;
  readonly tabs: ReactNode;
}

/** What the drawer holds; `of` is a class or a field, null a new one. */
type Editing =
  | { readonly kind: 'class'; readonly of: ListedClass | null; readonly parent: string | null }
  | { readonly kind: 'field'; readonly of: ListedField | null; readonly class: string | null };

export function Classes({ classes, fields, usage, chosen, tabs }: ClassesProps) {
  const t = useT('definitions');
  const language = useLanguage();
  const navigate = useNavigate();
  const done = useDoneMessage();
  const refused = useWhyNot()('classDef', 'create');
  const [editing, setEditing] = useState<Editing | null>(null);
  const key = chosen ?? everyClass;
  const shown = classes.find((one) => one.key === key) ?? null;
  const close = (): void => setEditing(null);
  const saved = (name: string, batch: string | null, added: boolean): void => {
    close();
    done(added ? t('added', { name }) : t('saved', { name }), batch);
  };
  const heading = editing?.of
    ? t('editOf', { name: editing.of[language] })
    : editing?.kind === 'class'
      ? t('newClass')
      : t('newField');
  return (
    <div className="definitions">
      <PageHeader title={t('title')}>
        <Button
          type="primary"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={refused !== undefined}
          title={refused}
          onClick={() => setEditing({ kind: 'class', of: null, parent: shown?.key ?? null })}
        >
          {t('newClass')}
        </Button>
      </PageHeader>
      {tabs}
      <div className="definitions-split">
        <ClassTree
          classes={classes}
          usage={usage}
          chosen={key}
          onChoose={(next) => void navigate(`/definitions/classes/${next}`)}
        />
        <ClassCard
          key={key}
          shown={shown}
          classes={classes}
          fields={fields}
          usage={usage}
          refused={refused}
          onEdit={() => shown && setEditing({ kind: 'class', of: shown, parent: shown.parent })}
          onBelow={() => setEditing({ kind: 'class', of: null, parent: shown?.key ?? null })}
          onNewField={() => setEditing({ kind: 'field', of: null, class: shown?.key ?? null })}
          onField={(field) => setEditing({ kind: 'field', of: field, class: field.class })}
        />
      </div>
      {editing && (
        <Drawer open size={560} title={heading} onClose={close}>
          {editing.kind === 'class' ? (
            <ClassForm
              of={editing.of}
              parent={editing.parent}
              onCancel={close}
              onSaved={(made, name, batch) => {
                saved(name, batch, editing.of === null);
                if (!editing.of) void navigate(`/definitions/classes/${made}`);
              }}
            />
          ) : (
            <FieldForm
              of={editing.of}
              forClass={editing.class}
              onCancel={close}
              onSaved={(name, batch) => saved(name, batch, editing.of === null)}
            />
          )}
        </Drawer>
      )}
    </div>
  );
}
