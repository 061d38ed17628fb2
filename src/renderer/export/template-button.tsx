import './papers.css';
import { FileAddOutlined } from '@ant-design/icons';
import { App, Button, Form, Popover, Radio, Select } from 'antd';
import { useState } from 'react';
import { entityOf } from '../../model/entities/index.ts';
import { type ImportEntity, importEntities } from '../../model/import-targets.ts';
import { api } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile } from '../app/host.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useLanguage, useT } from '../i18n/index.ts';

/** Gives an empty workbook to fill in: for assets of a class, or for any other kind of record that can be imported. */
export function TemplateButton() {
  const t = useT('papers');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={t('templateTitle')}
      content={<TemplateForm onDone={() => setOpen(false)} />}
    >
      <Button icon={<FileAddOutlined aria-hidden="true" />}>{t('template')}</Button>
    </Popover>
  );
}

/** Assets first: they are what nearly everybody imports. */
const entities: readonly ImportEntity[] = ['asset', ...importEntities.filter((key) => key !== 'asset')];

function TemplateForm({ onDone }: { onDone: () => void }) {
  const t = useT('papers');
  const common = useT('common');
  const page = useLanguage();
  const catalogue = useCatalogue();
  const errorText = useErrorText();
  const { message } = App.useApp();
  const [entity, setEntity] = useState<ImportEntity>('asset');
  const [className, setClassName] = useState('');
  const [language, setLanguage] = useState(page);
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      const made = await api.exchange.template({
        entity,
        language,
        ...(entity === 'asset' && className !== '' ? { class: className } : {}),
      });
      const place = await saveFile(made.file, made.name);
      if (place === null) return;
      message.success(t('templateDone', { place }));
      onDone();
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  const classes = catalogue.offeredClasses.map(({ key, label }) => ({ value: key, label: label[page] }));
  return (
    <Form layout="vertical" className="papers-template" disabled={busy}>
      <p className="papers-hint">{t('templateHint')}</p>
      <Form.Item label={t('templateOf')}>
        <Select
          aria-label={t('templateOf')}
          value={entity}
          options={entities.map((key) => ({ value: key, label: entityOf(key).plural[page] }))}
          onChange={setEntity}
        />
      </Form.Item>
      {entity === 'asset' && (
        <Form.Item label={t('templateClass')} extra={t('templateClassHint')}>
          <Select
            aria-label={t('templateClass')}
            value={className}
            showSearch={{ optionFilterProp: 'label' }}
            options={[{ value: '', label: t('templateCommon') }, ...classes]}
            onChange={setClassName}
          />
        </Form.Item>
      )}
      <Form.Item label={t('language')}>
        <Radio.Group
          aria-label={t('language')}
          value={language}
          onChange={(event) => setLanguage(event.target.value)}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      <Button type="primary" block loading={busy} onClick={() => void make()}>
        {common('download')}
      </Button>
    </Form>
  );
}
