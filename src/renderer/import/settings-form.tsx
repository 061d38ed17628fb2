import { Checkbox, Select } from 'antd';
import { useId } from 'react';
import type { InspectedSheet, SheetImport } from '../../contract/api/index.ts';
import { entityOf } from '../../model/entities/index.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ClassPicker } from '../ui/class-picker.tsx';
import { changePlan } from './import-store.ts';
import { keyTargets } from './sheet-plan.ts';
import { splitOffers } from './split-offers.ts';
import { targetOf } from './targets.ts';

const modes = ['both', 'create', 'update'] as const;
const blanks = ['auto', 'keep', 'clear'] as const;

interface SettingsFormProps {
  readonly sheet: InspectedSheet;
  readonly plan: SheetImport;
  readonly disabled: boolean;
}

/** What people decide about a sheet as a whole. */
export function SettingsForm({ sheet, plan, disabled }: SettingsFormProps) {
  const t = useT('import');
  const label = useLabel();
  const id = useId();
  const offers = splitOffers(sheet, plan);
  const targetLabel = (key: string): string => label(targetOf(plan.entity, key)?.label ?? same(key));
  return (
    <div className="import-settings">
      <label htmlFor={`${id}-mode`}>{t('mode')}</label>
      <Select
        id={`${id}-mode`}
        className="wide"
        value={plan.mode}
        disabled={disabled}
        options={modes.map((mode) => ({ value: mode, label: t(`mode_${mode}`) }))}
        onChange={(mode) => changePlan({ mode })}
      />
      <label htmlFor={`${id}-key`}>{t('key')}</label>
      <Select<string[]>
        id={`${id}-key`}
        className="wide"
        mode="multiple"
        value={plan.key}
        disabled={disabled}
        placeholder={t(
          sheet.roundTrip?.own ? 'keyRoundTrip' : plan.entity === 'asset' ? 'keyAsset' : 'keyOther',
        )}
        options={keyTargets(plan).map((key) => ({ value: key, label: targetLabel(key) }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(key) => changePlan({ key })}
        aria-describedby={`${id}-key-hint`}
      />
      <small id={`${id}-key-hint`}>{t('keyHint')}</small>
      <label htmlFor={`${id}-blank`}>{t('blank')}</label>
      <Select
        id={`${id}-blank`}
        className="wide"
        value={plan.blank}
        disabled={disabled}
        options={blanks.map((blank) => ({
          value: blank,
          label: t(blank === 'auto' && !sheet.roundTrip ? 'blank_autoKeep' : `blank_${blank}`),
        }))}
        onChange={(blank) => changePlan({ blank })}
      />
      {plan.entity === 'asset' && (
        <>
          <label htmlFor={`${id}-class`}>{t('fallbackClass')}</label>
          <ClassPicker
            id={`${id}-class`}
            value={plan.fallbackClass}
            disabled={disabled}
            onChange={(key) => changePlan({ fallbackClass: key ?? 'otherEquipment' })}
          />
        </>
      )}
      <Checkbox
        checked={plan.createMissing}
        disabled={disabled}
        onChange={(event) => changePlan({ createMissing: event.target.checked })}
      >
        {t('createMissing')}
      </Checkbox>
      {offers.quantity && (
        <Checkbox
          checked={plan.split.quantity}
          disabled={disabled}
          onChange={(event) => changePlan({ split: { ...plan.split, quantity: event.target.checked } })}
        >
          {t('splitQuantity', { field: label(entityOf('asset').fields.quantity?.label ?? same('quantity')) })}
        </Checkbox>
      )}
      {offers.ranges && (
        <Checkbox
          checked={plan.split.ranges}
          disabled={disabled}
          onChange={(event) => changePlan({ split: { ...plan.split, ranges: event.target.checked } })}
        >
          {t('splitRanges', { example: offers.ranges })}
        </Checkbox>
      )}
    </div>
  );
}

const same = (text: string) => ({ zh: text, en: text });
