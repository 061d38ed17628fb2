import { Checkbox, Select } from 'antd';
import { useId } from 'react';
import { useT } from '../i18n/index.ts';
import { ClassPicker } from '../ui/class-picker.tsx';
import { changeSettings } from './import-store.ts';
import type { Settings } from './session.ts';

const modes = ['both', 'create', 'update'] as const;
const keys = ['tag', 'serial'] as const;

/** What people decide about the import as a whole. */
export function SettingsForm({ settings, disabled }: { settings: Settings; disabled: boolean }) {
  const t = useT('import');
  const id = useId();
  return (
    <div className="import-settings">
      <label htmlFor={`${id}-key`}>{t('key')}</label>
      <Select
        id={`${id}-key`}
        className="wide"
        value={settings.key}
        disabled={disabled}
        options={keys.map((key) => ({ value: key, label: t(`key_${key}`) }))}
        onChange={(key) => changeSettings({ key })}
      />
      <label htmlFor={`${id}-mode`}>{t('mode')}</label>
      <Select
        id={`${id}-mode`}
        className="wide"
        value={settings.mode}
        disabled={disabled}
        options={modes.map((mode) => ({ value: mode, label: t(`mode_${mode}`) }))}
        onChange={(mode) => changeSettings({ mode })}
      />
      <label htmlFor={`${id}-class`}>{t('fallbackClass')}</label>
      <ClassPicker
        id={`${id}-class`}
        value={settings.fallbackClass}
        disabled={disabled}
        onChange={(key) => changeSettings({ fallbackClass: key ?? 'otherEquipment' })}
      />
      <Checkbox
        checked={settings.blank === 'keep'}
        disabled={disabled}
        onChange={(event) => changeSettings({ blank: event.target.checked ? 'keep' : 'clear' })}
      >
        {t('blankKeep')}
      </Checkbox>
      <Checkbox
        checked={settings.createMissing}
        disabled={disabled}
        onChange={(event) => changeSettings({ createMissing: event.target.checked })}
      >
        {t('createMissing')}
      </Checkbox>
    </div>
  );
}
