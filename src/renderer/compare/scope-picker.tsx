import { Input } from 'antd';
import { type FilterTerm, formatFilter, parseFilter } from '../../model/filter.ts';
import { useT } from '../i18n/index.ts';
import { ClassPicker } from '../ui/class-picker.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';

/** What is chosen without typing a filter, and the rest of the filter. */
export interface ScopeChoice {
  readonly class: string | null;
  /** Id of a location, with all under it. */
  readonly location: string | null;
  readonly locationLabel: string | null;
  readonly rest: string;
}

export const noScope: ScopeChoice = { class: null, location: null, locationLabel: null, rest: '' };

/** The filter that a choice stands for; undefined for everything. What can't be read is left to the core to refuse. */
export function filterOf(choice: ScopeChoice): string | undefined {
  const terms: FilterTerm[] = [];
  if (choice.class) terms.push({ field: 'class', operator: '=', values: [choice.class] });
  if (choice.location) terms.push({ field: 'location', operator: '~', values: [choice.location] });
  const rest = choice.rest.trim();
  if (terms.length === 0) return rest || undefined;
  try {
    const parsed = parseFilter(rest);
    return formatFilter({ terms: [...terms, ...parsed.terms], words: parsed.words });
  } catch {
    return rest;
  }
}

interface ScopePickerProps {
  readonly value: ScopeChoice;
  readonly onChange: (choice: ScopeChoice) => void;
}

/** Chooses by class and location, and by filter for all else. */
export function ScopePicker({ value, onChange }: ScopePickerProps) {
  const t = useT('past');
  const set = (part: Partial<ScopeChoice>) => onChange({ ...value, ...part });
  return (
    <div className="scope-picker">
      <ClassPicker
        value={value.class}
        onChange={(key) => set({ class: key })}
        ariaLabel={t('class')}
        placeholder={t('anyClass')}
        className="scope-class"
      />
      <RefPicker
        entity="location"
        value={value.location}
        valueLabel={value.locationLabel ?? undefined}
        onChange={(location, locationLabel) => set({ location, locationLabel })}
        ariaLabel={t('location')}
        placeholder={t('anyPlace')}
        className="scope-place"
      />
      <Input
        value={value.rest}
        onChange={(event) => set({ rest: event.target.value })}
        aria-label={t('filter')}
        placeholder={t('filterHint')}
        allowClear
        className="scope-filter"
      />
    </div>
  );
}
