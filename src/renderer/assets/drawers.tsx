import { Drawer } from 'antd';
import { useRef } from 'react';
import type { FullRecord } from '../../contract/api/index.ts';
import { api } from '../app/client.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';
import { RecordForm } from '../ui/record-form.tsx';

const width = 620;

/** How an asset is called in messages: its tag, else its name. */
export function assetName(values: FullRecord['values'], unnamed: string): string {
  const { tag, name } = values;
  return [tag, name].filter((part) => typeof part === 'string' && part !== '').join(' ') || unnamed;
}

interface NewAssetProps {
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}

/** Enters an asset. Choosing the class hands out the next free tag, unless one was typed. */
export function NewAsset({ onClose, onCreated }: NewAssetProps) {
  const t = useT('assets');
  const done = useDoneMessage();
  const handedOut = useRef<string | null>(null);
  return (
    <Drawer open size={width} title={t('newTitle')} onClose={onClose}>
      <RecordForm
        entity="asset"
        record={null}
        initial={{ status: 'inStock', kind: 'fixed', currency: 'CNY', quantity: 1 }}
        onCancel={onClose}
        onSaved={(id, batch) => {
          void api.records.get({ entity: 'asset', id }).then((record) => {
            done(t('created', { name: assetName(record.values, t('unnamed')) }), batch);
          });
          onCreated(id);
        }}
        onField={(key, value, fill, values) => {
          const free = values.tag === undefined || values.tag === null || values.tag === handedOut.current;
          if (key !== 'class' || typeof value !== 'string' || !free) return;
          void api.records.nextTag({ class: value }).then(({ tag }) => {
            handedOut.current = tag;
            fill({ tag });
          });
        }}
      />
    </Drawer>
  );
}

interface EditAssetProps {
  readonly record: FullRecord;
  /** Shows only these fields. */
  readonly only?: readonly string[];
  readonly title: string;
  readonly onClose: () => void;
}

export function EditAsset({ record, only, title, onClose }: EditAssetProps) {
  const t = useT('assets');
  const done = useDoneMessage();
  return (
    <Drawer open size={width} title={title} onClose={onClose}>
      <RecordForm
        entity="asset"
        record={record}
        {...(only ? { only } : {})}
        onCancel={onClose}
        onSaved={(_, batch) => {
          onClose();
          if (batch) done(t('savedNote', { name: assetName(record.values, t('unnamed')) }), batch);
        }}
      />
    </Drawer>
  );
}
