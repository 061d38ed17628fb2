import { CheckOutlined, ForkOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import type { AttentionItem, FieldValue } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { RecordLink } from './record-link.tsx';
import { useFieldWords } from './values.ts';

type ConflictItem = Extract<AttentionItem, { kind: 'conflict' }>;

/** What each side set, side by side; one click settles a field or everything. */
export function Conflict({ item }: { item: ConflictItem }) {
  const t = useT('attention');
  const label = useLabel();
  const format = useFormat();
  const words = useFieldWords(item.entity);
  const { busy, settle } = useSettle(item);
  const { data: now } = useQuery(
    orpc.records.get.queryOptions({ input: { entity: item.entity, id: item.record } }),
  );
  const inForce = (field: string, value: FieldValue): boolean =>
    now !== undefined && JSON.stringify(now.values[field] ?? null) === JSON.stringify(value);
  const sides = item.fields[0]?.sides ?? [];
  // Where one side deleted the record there is one question only: whether it stays.
  const deletion = sides.some((side) => side.deletes);
  const fields = item.fields.filter((each) => !each.field.startsWith('$'));
  const rowwise = !deletion && fields.length > 0;
  return (
    <article className="conflict">
      <h2>
        <ForkOutlined className="tone-warning" aria-hidden="true" />
        <span className="kind">{label(entityOf(item.entity).label)}</span>
        <RecordLink entity={item.entity} id={item.record} label={item.label} />
      </h2>
      <div className="conflict-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              {sides.map((side) => (
                <th key={side.change} scope="col">
                  {t('side', { actor: side.actor, device: side.device })}
                  <small>{format.when(side.at)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, sides: values }) => (
              <tr key={field}>
                <th scope="row">{words.name(field)}</th>
                {values.map((side) => {
                  const value = words.value(field, side.value, side.label);
                  const name = words.name(field);
                  return (
                    <td key={side.change}>
                      <span className="conflict-cell">
                        <span>
                          {side.deletes ? <em>{t('deletes')}</em> : <b>{value}</b>}
                          {inForce(field, side.value) && <Tag className="in-force">{t('inForce')}</Tag>}
                        </span>
                        {rowwise && (
                          <Button
                            size="small"
                            disabled={busy}
                            icon={<CheckOutlined aria-hidden="true" />}
                            aria-label={t('keepLabel', { field: name, actor: side.actor, value })}
                            onClick={() =>
                              void settle(side.change, t('keptValue', { field: name, actor: side.actor }), [
                                field,
                              ])
                            }
                          >
                            {t('keep')}
                          </Button>
                        )}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
            {(deletion || fields.length > 1) && (
              <tr className="conflict-sides">
                <th scope="row">
                  <span className="visually-hidden">{t('keepSide')}</span>
                </th>
                {sides.map((side) => (
                  <td key={side.change}>
                    <Button
                      disabled={busy}
                      danger={side.deletes}
                      aria-label={t('keepSideLabel', { actor: side.actor })}
                      onClick={() => void settle(side.change, t('keptSide', { actor: side.actor }))}
                    >
                      {deletion ? (side.deletes ? t('keepDeleted') : t('keepRecord')) : t('keepSide')}
                    </Button>
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </article>
  );
}

function useSettle(item: ConflictItem) {
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const settle = async (change: string, done: string, fields?: string[]): Promise<void> => {
    setBusy(true);
    try {
      await api.attention.settle(
        fields ? { conflict: item.id, change, fields } : { conflict: item.id, change },
      );
      void message.success(done);
    } catch (error) {
      void message.error(errorText(error));
    }
    setBusy(false);
  };
  return { busy, settle };
}
