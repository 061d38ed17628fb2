import { type ReactNode, useMemo } from 'react';
import type { LedgerLineInfo } from '../../contract/api/index.ts';
import {
  type LedgerApart,
  type LedgerDifference,
  ledgerApart,
  ledgerDifferences,
  ledgerLineKinds,
  ledgerReasons,
} from '../../model/ledger.ts';
import { statuses } from '../../model/lifecycle.ts';
import { useMedia } from '../assets/use-media.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import type { Column } from '../ui/virtual-table.tsx';
import type { Choice } from './tiles.tsx';

type LineColumn = Column<LedgerLineInfo>;

/** From this window width on, in px, departments have room beside the amounts. English words are longer. */
const roomy = { zh: 1400, en: 1560 };

const dash = <span className="dash">—</span>;

interface MarkedProps {
  readonly line: LedgerLineInfo;
  readonly kind: LedgerDifference;
  readonly children: ReactNode;
}

/** A value that differs from the other side: by ground and by a word for those who don't see it. */
function Marked({ line, kind, children }: MarkedProps) {
  const t = useT('ledger');
  if (!line.differences.includes(kind)) return children;
  return (
    <span className="ledger-differs">
      {children}
      <span className="visually-hidden">{t('differs')}</span>
    </span>
  );
}

/** Columns that fit what is chosen: one side alone needs no room for the other. */
export function useLineColumns(choice: Choice): readonly LineColumn[] {
  const language = useLanguage();
  const wide = useMedia(`(min-width: ${roomy[language]}px)`);
  const t = useT('ledger');
  const label = useLabel();
  const format = useFormat();
  const separator = useT('common')('listSeparator');
  return useMemo(() => {
    const money = (value: number | null | undefined): ReactNode =>
      value === null || value === undefined ? dash : <Code>{format.money(value)}</Code>;
    const many = (first: string | null | undefined, count: number): ReactNode =>
      first ? (
        <span title={first}>
          {first}
          {count > 1 && <small className="ledger-more"> {t('more', { count })}</small>}
        </span>
      ) : (
        dash
      );
    const marked =
      (kind: LedgerDifference, render: (line: LedgerLineInfo) => ReactNode) => (line: LedgerLineInfo) => (
        <Marked line={line} kind={kind}>
          {render(line)}
        </Marked>
      );
    const columns = {
      kind: {
        key: 'kind',
        title: t('line.kind'),
        width: language === 'zh' ? 92 : 130,
        render: (line) => <StatusDot choices={ledgerLineKinds} value={line.kind} />,
      },
      cardNo: {
        key: 'cardNo',
        title: t('line.cardNo'),
        width: language === 'zh' ? 98 : 88,
        render: (line) => (line.card ? <Code>{many(line.card.number, line.cards.count)}</Code> : dash),
      },
      tag: {
        key: 'tag',
        title: t('line.tag'),
        width: 100,
        render: (line) => (line.asset ? <Code>{many(line.asset.tag, line.assets.count)}</Code> : dash),
      },
      ledgerName: {
        key: 'name',
        title: t('line.ledgerName'),
        width: 100,
        grow: 1,
        sortable: true,
        render: (line) => many(line.card?.name, 1),
      },
      registerName: {
        key: 'registerName',
        title: t('line.registerName'),
        width: 112,
        grow: 1,
        render: marked('name', (line) => many(line.asset?.name, 1)),
      },
      ledgerDepartment: {
        key: 'ledgerDepartment',
        title: t('line.ledgerDepartment'),
        width: 88,
        render: (line) => many(line.card?.department, 1),
      },
      registerDepartment: {
        key: 'registerDepartment',
        title: t('line.registerDepartment'),
        width: 88,
        render: marked('department', (line) => many(line.asset?.department, 1)),
      },
      ledgerStatus: {
        key: 'ledgerStatus',
        title: t('line.ledgerStatus'),
        width: 104,
        render: (line) => many(line.card?.status, 1),
      },
      registerStatus: {
        key: 'registerStatus',
        title: t('line.registerStatus'),
        width: 116,
        render: marked('status', (line) => <StatusDot choices={statuses} value={line.asset?.status} />),
      },
      ledgerStart: {
        key: 'ledgerStart',
        title: t('line.ledgerStart'),
        width: 104,
        render: (line) => (line.card?.startDate ? <Code>{line.card.startDate}</Code> : dash),
      },
      registerStart: {
        key: 'registerStart',
        title: t('line.registerStart'),
        width: 116,
        render: marked('startDate', (line) =>
          line.asset?.startDate ? <Code>{line.asset.startDate}</Code> : dash,
        ),
      },
      quantity: {
        key: 'quantity',
        title: t('line.quantity'),
        width: 76,
        align: 'end',
        render: marked('quantity', (line) => (
          <Code>
            {line.cards.count > 0 ? format.number(line.cards.quantity) : '—'} /{' '}
            {line.assets.count > 0 ? format.number(line.assets.quantity) : '—'}
          </Code>
        )),
      },
      ledgerCost: {
        key: 'ledgerCost',
        title: t('line.ledgerCost'),
        width: 104,
        align: 'end',
        sortable: true,
        render: (line) => (line.cards.count > 0 ? money(line.cards.cost) : dash),
      },
      registerCost: {
        key: 'registerCost',
        title: t('line.registerCost'),
        width: 104,
        align: 'end',
        sortable: true,
        render: marked('cost', (line) => (line.assets.count > 0 ? money(line.assets.cost) : dash)),
      },
      difference: {
        key: 'difference',
        title: t('line.difference'),
        width: 96,
        align: 'end',
        sortable: true,
        render: (line) => {
          const by = line.cards.cost - line.assets.cost;
          return by === 0 ? dash : money(by);
        },
      },
      ledgerNet: {
        key: 'ledgerNet',
        title: t('line.ledgerNet'),
        width: 116,
        align: 'end',
        render: (line) => money(line.card?.ownNet),
      },
      differences: {
        key: 'differences',
        title: t('line.differences'),
        width: 100,
        grow: 1,
        render: (line) => {
          const words = line.differences.map((key) => label(ledgerDifferences[key].label)).join(separator);
          return words ? <span title={words}>{words}</span> : dash;
        },
      },
      reason: {
        key: 'reason',
        title: t('line.reason'),
        width: 130,
        render: (line) =>
          line.reasons.length > 0
            ? line.reasons.map((key) => label(ledgerReasons[key].label)).join(separator)
            : dash,
      },
      location: {
        key: 'location',
        title: t('line.location'),
        width: 160,
        grow: 1,
        render: (line) => many(line.asset?.location ?? line.card?.location, 1),
      },
      why: {
        key: 'why',
        title: t('line.why'),
        width: 160,
        grow: 1,
        render: (line) => (line.apart ? label(ledgerApart[line.apart as LedgerApart].label) : dash),
      },
    } satisfies Record<string, LineColumn>;
    return layoutOf(choice, wide).map((key) => columns[key]);
  }, [t, label, format, separator, choice, wide, language]);
}

type ColumnKey =
  | 'kind'
  | 'cardNo'
  | 'tag'
  | 'ledgerName'
  | 'registerName'
  | 'ledgerDepartment'
  | 'registerDepartment'
  | 'ledgerStatus'
  | 'registerStatus'
  | 'ledgerStart'
  | 'registerStart'
  | 'quantity'
  | 'ledgerCost'
  | 'registerCost'
  | 'difference'
  | 'ledgerNet'
  | 'differences'
  | 'reason'
  | 'location'
  | 'why';

function layoutOf({ kind, difference }: Choice, wide: boolean): readonly ColumnKey[] {
  if (kind === 'onlyLedger')
    return [
      'cardNo',
      'ledgerName',
      'ledgerDepartment',
      'location',
      'ledgerStatus',
      'ledgerStart',
      'quantity',
      'ledgerCost',
      'ledgerNet',
    ];
  if (kind === 'onlyRegister' || kind === 'apart')
    return [
      'tag',
      'registerName',
      ...(kind === 'apart' ? (['why'] as const) : []),
      'registerDepartment',
      'location',
      'registerStatus',
      'registerStart',
      'quantity',
      'registerCost',
    ];
  const pair: readonly ColumnKey[] =
    difference === 'status'
      ? ['ledgerStatus', 'registerStatus']
      : difference === 'startDate'
        ? ['ledgerStart', 'registerStart']
        : wide || difference === 'department'
          ? ['ledgerDepartment', 'registerDepartment']
          : [];
  return [
    'kind',
    'cardNo',
    'tag',
    'ledgerName',
    'registerName',
    ...pair,
    'quantity',
    'ledgerCost',
    'registerCost',
    'difference',
    kind === 'matched' || kind === 'ambiguous' ? 'reason' : 'differences',
  ];
}
