import './time-travel.css';
import { HistoryOutlined } from '@ant-design/icons';
import { Button, DatePicker, Popover, TimePicker, Tooltip } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useId, useState } from 'react';
import { endOfDay, momentIn } from '../../model/days.ts';
import { useInfo } from '../app/info.ts';
import { queryClient } from '../app/query-client.ts';
import { useT } from '../i18n/index.ts';
import { momentWords, onMoment, showMoment, useMoment } from './moment.ts';

// What was fetched for one moment says nothing of another; what is on the screen is asked for again.
onMoment(() => {
  queryClient.removeQueries({ type: 'inactive' });
  void queryClient.resetQueries({ predicate: ({ queryKey }) => !isAppKey(queryKey) });
});

/** Who acts, preferences and classes are the same at all times. */
function isAppKey(key: readonly unknown[]): boolean {
  const area = Array.isArray(key[0]) ? key[0][0] : null;
  return area === 'app' || area === 'people' || area === 'definitions';
}

/** The one date control: the whole app as of a day, or of a time on it. Alt T opens it. */
export function PastControl() {
  const t = useT('past');
  const moment = useMoment();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyT') return;
      event.preventDefault();
      setOpen((old) => !old);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const button = (
    <Button
      type={moment ? 'primary' : 'text'}
      icon={<HistoryOutlined aria-hidden="true" />}
      aria-label={moment ? t('shownAt', { moment: momentWords(moment) }) : t('control')}
      aria-expanded={open}
      data-testid="past-control"
    >
      {moment ? momentWords(moment) : null}
    </Button>
  );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<PastForm onDone={() => setOpen(false)} />}
    >
      {open || moment ? button : <Tooltip title={t('control')}>{button}</Tooltip>}
    </Popover>
  );
}

function PastForm({ onDone }: { onDone: () => void }) {
  const t = useT('past');
  const id = useId();
  const moment = useMoment();
  const zone = useInfo().register.timeZone;
  const [day, setDay] = useState<Dayjs | null>(moment ? dayjs(moment.day) : null);
  const [time, setTime] = useState<Dayjs | null>(moment?.time ? dayjs(`${moment.day}T${moment.time}`) : null);
  const show = (): void => {
    if (!day) return;
    const date = day.format('YYYY-MM-DD');
    const clock = time?.format('HH:mm') ?? null;
    const at = clock === null ? endOfDay(date, zone) : momentIn(zone, date, clock);
    showMoment({ at, day: date, time: clock });
    onDone();
  };
  return (
    <form
      className="past-form"
      aria-label={t('control')}
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <p>{t('hint')}</p>
      <label htmlFor={`${id}-day`}>{t('day')}</label>
      <DatePicker
        id={`${id}-day`}
        autoFocus
        value={day}
        placeholder="YYYY-MM-DD"
        disabledDate={(date) => date.isAfter(dayjs(), 'day')}
        onChange={setDay}
      />
      <label htmlFor={`${id}-time`}>{t('time')}</label>
      <TimePicker
        id={`${id}-time`}
        format="HH:mm"
        value={time}
        placeholder={t('endOfDay')}
        onChange={setTime}
      />
      <small>{t('zone', { zone })}</small>
      <div className="past-form-foot">
        {moment && (
          <Button
            onClick={() => {
              showMoment(null);
              onDone();
            }}
          >
            {t('backToNow')}
          </Button>
        )}
        <Button type="primary" htmlType="submit" disabled={day === null}>
          {t('show')}
        </Button>
      </div>
    </form>
  );
}
