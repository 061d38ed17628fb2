import { useQuery } from '@tanstack/react-query';
import { DatePicker, Segmented, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import type { ComparedMoment } from '../../contract/api/index.ts';
import { dayIn, endOfDay, minuteIn, momentIn } from '../../model/days.ts';
import { orpc } from '../app/client.ts';
import { useInfo } from '../app/info.ts';
import { useT } from '../i18n/index.ts';

interface SidePickerProps {
  readonly label: string;
  readonly value: ComparedMoment;
  readonly onChange: (moment: ComparedMoment) => void;
}

/** One side of a comparison: a date with an optional time, a baseline, or now. */
export function SidePicker({ label, value, onChange }: SidePickerProps) {
  const t = useT('past');
  const zone = useInfo().register.timeZone;
  const { data: baselines } = useQuery(orpc.baselines.list.queryOptions());
  const kind = value.baseline !== undefined ? 'baseline' : value.at !== undefined ? 'moment' : 'now';
  const turn = (to: string): void => {
    if (to === 'now') onChange({});
    else if (to === 'moment') onChange({ at: endOfDay(dayIn(zone, Date.now() - 30 * 86_400_000), zone) });
    else if (baselines?.[0]) onChange({ baseline: baselines[0].id });
  };
  const day = value.at === undefined ? null : dayIn(zone, value.at);
  const whole = value.at !== undefined && day !== null && value.at === endOfDay(day, zone);
  const time = value.at === undefined || whole ? null : minuteIn(zone, value.at).slice(11);
  return (
    <fieldset className="side-picker">
      <legend>{label}</legend>
      <Segmented
        value={kind}
        onChange={turn}
        options={[
          { value: 'moment', label: t('moment') },
          { value: 'baseline', label: t('baseline'), disabled: !baselines || baselines.length === 0 },
          { value: 'now', label: t('now') },
        ]}
      />
      {kind === 'moment' && day !== null && (
        <>
          <DatePicker
            aria-label={`${label} ${t('day')}`}
            value={dayjs(day)}
            allowClear={false}
            disabledDate={(date) => date.isAfter(dayjs(), 'day')}
            onChange={(chosen) => chosen && onChange({ at: endOfDay(chosen.format('YYYY-MM-DD'), zone) })}
          />
          <TimePicker
            aria-label={`${label} ${t('time')}`}
            format="HH:mm"
            placeholder={t('endOfDay')}
            value={time === null ? null : dayjs(`${day}T${time}`)}
            onChange={(clock) =>
              onChange({ at: clock ? momentIn(zone, day, clock.format('HH:mm')) : endOfDay(day, zone) })
            }
          />
        </>
      )}
      {kind === 'baseline' && (
        <Select
          aria-label={`${label} ${t('baseline')}`}
          className="side-baseline"
          value={value.baseline}
          onChange={(baseline: string) => onChange({ baseline })}
          options={(baselines ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </fieldset>
  );
}
