import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm, Popover, Select } from 'antd';
import { useState } from 'react';
import type { ListQuery } from '../../contract/api/index.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { useT } from '../i18n/index.ts';
import { type Choices, definitionOf, taken } from './choices.ts';

interface DefinitionsProps {
  readonly choices: Choices;
  readonly listed: ListQuery;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Choices>) => void;
}

/** Saved exports of this kind of record: take one, save the choices under a name, bring one up to date, delete one. */
export function Definitions({ choices, listed, disabled, onChange }: DefinitionsProps) {
  const t = useT('export');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const whyNot = useWhyNot();
  const { data = [] } = useQuery(orpc.exchange.exportDefinitions.queryOptions());
  const own = data.filter(({ options }) => options.entity === listed.entity);
  const { saved } = choices;
  const refused = whyNot('exportDefinition', 'create');
  const work = async (doing: () => Promise<void>): Promise<void> => {
    try {
      await doing();
      await queries.invalidateQueries({ queryKey: orpc.exchange.exportDefinitions.key() });
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const save = (name: string, id?: string) =>
    work(async () => {
      const options = definitionOf(choices, listed);
      const made = await api.exchange.saveExportDefinition({ ...(id ? { id } : {}), name, options });
      onChange({ ...taken(made), day: choices.day });
      message.success(t('definitionSaved', { name: made.name }));
    });
  const remove = () =>
    work(async () => {
      if (!saved) return;
      await api.exchange.removeExportDefinition({ id: saved.id });
      onChange({ saved: null, scope: choices.scope === 'saved' ? 'list' : choices.scope });
      message.success(t('definitionDeleted', { name: saved.name }));
    });
  return (
    <div className="export-definitions">
      <Select
        aria-label={t('definition')}
        placeholder={t('definition')}
        value={saved?.id ?? null}
        allowClear
        disabled={disabled}
        notFoundContent={t('definitionNone')}
        options={own.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id: string | null | undefined) => {
          const found = own.find((one) => one.id === id);
          onChange(found ? taken(found) : { saved: null, scope: 'list' });
        }}
      />
      {saved && (
        <>
          <Button
            disabled={disabled || refused !== undefined}
            onClick={() => void save(saved.name, saved.id)}
          >
            {t('definitionUpdate')}
          </Button>
          <Popconfirm title={t('definitionDeleteAsk', { name: saved.name })} onConfirm={remove}>
            <Button
              icon={<DeleteOutlined />}
              disabled={disabled || refused !== undefined}
              aria-label={t('definitionDelete', { name: saved.name })}
              title={t('definitionDelete', { name: saved.name })}
            />
          </Popconfirm>
        </>
      )}
      <SaveAs
        disabled={disabled || choices.columns.length === 0}
        refused={refused}
        onSave={(name) => save(name)}
      />
    </div>
  );
}

interface SaveAsProps {
  readonly disabled: boolean;
  readonly refused: string | undefined;
  readonly onSave: (name: string) => Promise<void>;
}

function SaveAs({ disabled, refused, onSave }: SaveAsProps) {
  const t = useT('export');
  const common = useT('common');
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = async (): Promise<void> => {
    await onSave(name.trim());
    setOpen(false);
    setName('');
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <form
          className="export-save-as"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) void save();
          }}
        >
          <Input
            autoFocus
            value={name}
            maxLength={200}
            aria-label={t('definitionName')}
            placeholder={t('definitionName')}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="primary" htmlType="submit" disabled={!name.trim()}>
            {common('save')}
          </Button>
        </form>
      }
    >
      <Button disabled={disabled || refused !== undefined} title={refused}>
        {t('definitionSave')}
      </Button>
    </Popover>
  );
}
